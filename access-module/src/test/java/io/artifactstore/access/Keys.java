package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.Surface;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The example identity of the AWS documentation, and requests built by hand. */
final class Keys {

    static final String ID = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");

    private static final AccessKey ROOT = new AccessKey(ID, Secret.of(SECRET), RootKeys.ROOT_USER);

    private Keys() {}

    static AccessKey find(String id) {
        return ROOT.id().equals(id) ? ROOT : null;
    }

    static Verifier verifierAt(Instant time) {
        return new Verifier(Keys::find, Clock.fixed(time, ZoneOffset.UTC));
    }

    static AuthenticatedRequest verify(GateRequest request) {
        return verifyAt(request, NOW);
    }

    static AuthenticatedRequest verifyAt(GateRequest request, Instant time) {
        Query query = Query.parse(request.rawQuery());
        return verifierAt(time).verify(request, query, Mechanism.of(request, query));
    }

    /** A request with headers given as name, value, name, value. */
    static GateRequest request(String method, String path, String query, String... headers) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
        }
        return request(method, path, query, map);
    }

    static GateRequest request(
            String method, String path, String query, Map<String, List<String>> headers) {
        return new GateRequest(
                "request-1", Surface.S3, method, path, query, headers, "192.0.2.7", false);
    }

    /** The same request with a header replaced, added, or (null) taken away. */
    static GateRequest with(GateRequest request, String header, String value) {
        Map<String, List<String>> map = new HashMap<>(request.headers());
        if (value == null) {
            map.remove(header);
        } else {
            map.put(header, List.of(value));
        }
        return request(request.method(), request.rawPath(), request.rawQuery(), map);
    }

    static GateRequest withQuery(GateRequest request, String query) {
        return request(request.method(), request.rawPath(), query, request.headers());
    }

    static GateRequest withPath(GateRequest request, String path) {
        return request(request.method(), path, request.rawQuery(), request.headers());
    }

    static GateRequest withMethod(GateRequest request, String method) {
        return request(method, request.rawPath(), request.rawQuery(), request.headers());
    }
}
