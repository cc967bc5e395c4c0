package io.artifactstore.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the digests of an upload cost at least: MD5 for the ETag, SHA-256 for the content. A new
 * digest each time, as an upload makes it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DigestBenchmark {

    /** Bytes of the object. */
    @Param({"4096", "65536"})
    public int size;

    private byte[] content;

    @Setup
    public void fill() {
        content = new byte[size];
        new Random(7).nextBytes(content);
    }

    @Benchmark
    public byte[] md5() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("MD5").digest(content);
    }

    @Benchmark
    public byte[] sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }

    /** Both, the one after the other, over the same bytes. */
    @Benchmark
    public int upload() throws NoSuchAlgorithmException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        md5.update(content);
        sha256.update(content);
        return md5.digest()[0] + sha256.digest()[0];
    }
}
