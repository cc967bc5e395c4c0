package io.artifactstore.web.s3;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.Recorder;
import io.artifactstore.web.http.RecordingGate;
import io.artifactstore.web.http.RunningWeb;
import io.artifactstore.web.http.SentAnswer;
import io.artifactstore.web.signal.SignalPaths;
import java.io.IOException;
import java.util.Map;

/** The S3 API from the servlet to a store in memory. */
final class S3Api implements AutoCloseable {

    private final RunningWeb web;
    private final S3Servlet servlet = new S3Servlet();

    S3Api(Class<?>... moreBeans) {
        this(Map.of(), moreBeans);
    }

    S3Api(Map<String, String> settings, Class<?>... moreBeans) {
        Class<?>[] beans = {
            S3Dispatcher.class,
            BucketAccess.class,
            BucketHandler.class,
            ListBucketsHandler.class,
            ListObjectsHandler.class,
            PutObjectHandler.class,
            ReadObjectHandler.class,
            DeleteObjectHandler.class,
            DeleteObjectsHandler.class,
            ArtifactTypesProducer.class,
            SignalPaths.class,
            MemoryStore.class
        };
        Class<?>[] all = java.util.Arrays.copyOf(beans, beans.length + moreBeans.length);
        System.arraycopy(moreBeans, 0, all, beans.length, moreBeans.length);
        web = RunningWeb.with(settings, all);
        servlet.exchanges = web.bean(io.artifactstore.web.http.Exchanges.class);
        servlet.signals = web.bean(SignalPaths.class);
        servlet.dispatcher = web.bean(S3Dispatcher.class);
    }

    /** With a bucket of alice's. */
    S3Api withBucket(String name) {
        store().createBucket(new BucketName(name), "alice");
        return this;
    }

    /** As alice. */
    SentAnswer send(String method, String target) {
        return send(GivenRequest.of(method, target).as("alice"));
    }

    /** As alice, with a body. */
    SentAnswer send(String method, String target, String body) {
        return send(GivenRequest.of(method, target).as("alice").body(body));
    }

    SentAnswer send(GivenRequest request) {
        return send(request, new SentAnswer());
    }

    SentAnswer send(GivenRequest request, SentAnswer answer) {
        try {
            servlet.service(request.servlet(), answer.servlet());
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
        return answer;
    }

    MemoryStore store() {
        return web.bean(MemoryStore.class);
    }

    Recorder events() {
        return web.events();
    }

    RecordingGate gate() {
        return web.gate();
    }

    RunningWeb web() {
        return web;
    }

    @Override
    public void close() {
        web.close();
    }
}
