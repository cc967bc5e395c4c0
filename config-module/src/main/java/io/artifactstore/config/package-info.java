/**
 * Where settings come from and what they may be: a YAML file between the defaults and the
 * environment, the switch that decides on tracing, and a check that keeps the application from
 * starting with a setting it does not know or understand. {@link
 * io.artifactstore.config.KnownSettings} is the one list of settings.
 */
package io.artifactstore.config;
