/**
 * The vocabulary of the store: value types, events and ports. JDK and Jakarta APIs only; no
 * metrics, no health, no tracing. Modules know this package and nothing of each other.
 */
package io.artifactstore.api;
