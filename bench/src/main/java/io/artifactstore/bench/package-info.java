/** Measures what a request pays for on its way. How to run it: README.md of the module. */
package io.artifactstore.bench;
