package com.ibm.ws.classloading.internal;

/**
 * A class loader with the name of a Liberty package: Flyway takes such loaders for WebSphere's, and
 * finds only locations that hold a marker file.
 */
public final class LibertyLikeLoader extends ClassLoader {

    public LibertyLikeLoader(ClassLoader parent) {
        super(parent);
    }
}
