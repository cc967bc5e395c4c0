package io.artifactstore.store;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ObjectInfo;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Uploads without end from several threads, and prints {@code key sha256} of each upload once it
 * was acknowledged. Made to be killed.
 */
final class Uploader {

    private Uploader() {}

    /**
     * @param arguments the data folder, and a prefix for the keys of this run
     */
    public static void main(String[] arguments) {
        TestStore store = TestStore.in(Path.of(arguments[0]));
        BucketInfo bucket = store.store().artifacts().bucket(new BucketName("builds"));
        AtomicLong next = new AtomicLong();
        for (int i = 0; i < 4; i++) {
            new Thread(
                            () -> {
                                while (true) {
                                    upload(store, bucket, arguments[1], next.incrementAndGet());
                                }
                            })
                    .start();
        }
    }

    private static void upload(TestStore store, BucketInfo bucket, String prefix, long n) {
        // One in five is large enough to become a file.
        byte[] bytes = TestStore.bytes(n % 5 == 0 ? 20_000 + (int) n : 100 + (int) n);
        // Some keys are replaced again and again.
        String key = n % 3 == 0 ? prefix + "-" + n : prefix + "-again-" + n % 7;
        synchronized (lockOf(key)) {
            ObjectInfo info = store.put(bucket, key, bytes);
            System.out.println(key + " " + info.sha256());
        }
    }

    // So that the last line about a key is about its last acknowledged upload.
    private static Object lockOf(String key) {
        return LOCKS[Math.floorMod(key.hashCode(), LOCKS.length)];
    }

    private static final Object[] LOCKS = new Object[64];

    static {
        java.util.Arrays.setAll(LOCKS, i -> new Object());
    }
}
