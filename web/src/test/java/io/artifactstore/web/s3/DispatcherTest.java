package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.BucketsTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.SentAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /, 501, NotImplemented, SecurityTokenService",
        "PUT, /, 405, MethodNotAllowed, MethodNotAllowed",
        "GET, //k, 400, InvalidURI, Invalid",
        "GET, /%FF, 400, InvalidURI, Invalid",
        "POST, /bucket, 501, NotImplemented, PostObject",
        "GET, /bucket?acl, 501, NotImplemented, BucketSubresource",
        "PUT, /bucket/k?tagging, 501, NotImplemented, ObjectSubresource",
        "POST, /bucket/k?uploads, 501, NotImplemented, CreateMultipartUpload",
        "PUT, /bucket/k?partNumber=1&uploadId=2, 501, NotImplemented, UploadPart",
        "DELETE, /bucket/?uploadId=2, 405, MethodNotAllowed, MethodNotAllowed",
        "PUT, /bucket/k?uploads, 405, MethodNotAllowed, MethodNotAllowed"
    })
    void whatIsNotServedShouldNeverBeAFalseSuccess(
            String method, String target, int status, String code, String endpoint) {
        try (S3Api s3 = new S3Api().withBucket("bucket")) {
            assertError(s3.send(method, target, "body"), status, code);
            RequestEnded ended = s3.events().one(RequestEnded.class);
            assertThat(ended.endpoint()).isEqualTo(endpoint);
            assertThat(ended.bucketFound()).isFalse();
            assertThat(s3.events().all(ArtifactOperationEnded.class)).isEmpty();
            assertThat(s3.events().all(FaultOccurred.class)).isEmpty();
            assertThat(s3.store().keys("bucket")).isEmpty();
        }
    }

    @Test
    void errorShouldNameItsResourceAsItWasSent() {
        try (S3Api s3 = new S3Api().withBucket("bucket")) {
            Xml error = assertError(s3.send("GET", "/bucket/a%20b&c"), 404, "NoSuchKey");
            assertThat(error.text("/Error/Resource")).isEqualTo("/bucket/a%20b&c");
            assertThat(error.text("/Error/Key")).isEqualTo("a b&c");
            assertThat(error.text("/Error/HostId")).isEqualTo(error.text("/Error/RequestId"));
        }
    }

    @Test
    void clientThatVanishesDuringAListingOfBucketsShouldBeNobodysFault() {
        try (S3Api s3 = new S3Api()) {
            s3.send(GivenRequest.of("GET", "/").as("alice"), new SentAnswer().breakingAfter(10));
            assertThat(s3.events().all(FaultOccurred.class)).isEmpty();
            assertThat(s3.events().all(RequestEnded.class)).hasSize(1);
        }
    }

    @Test
    void twoHandlersOfOneOperationShouldNotStart() {
        try (S3Api s3 = new S3Api(Second.class)) {
            S3Dispatcher dispatcher = s3.web().bean(S3Dispatcher.class);
            Exception refused =
                    org.assertj.core.api.Assertions.catchException(
                            () -> dispatcher.dispatch(GivenRequest.of("GET", "/").exchange()));
            assertThat(refused).hasStackTraceContaining("Two handlers for LIST_BUCKETS");
        }
    }

    @Test
    void typesShouldComeFromTheSettings() {
        Map<String, String> settings =
                Map.of(
                        "artifact-store.types.layer", "oci-layer",
                        "artifact-store.types.bom.txt", "SBOM");
        try (S3Api s3 = new S3Api(settings).withBucket("bucket")) {
            assertThat(typeOf(s3, "a.layer")).isEqualTo(ArtifactType.OCI_LAYER);
            assertThat(typeOf(s3, "a.bom.txt")).isEqualTo(ArtifactType.SBOM);
            assertThat(typeOf(s3, "a.jar")).isEqualTo(ArtifactType.JAR);
        }
    }

    @Test
    void typeThatDoesNotExistShouldBeNamed() {
        try (S3Api s3 = new S3Api(Map.of("artifact-store.types.x", "nonsense"))) {
            assertThatThrownBy(
                            () ->
                                    s3.web()
                                            .bean(io.artifactstore.api.artifact.ArtifactTypes.class)
                                            .of("a.x", null))
                    .hasStackTraceContaining("artifact-store.types.x=nonsense");
        }
    }

    private static ArtifactType typeOf(S3Api s3, String key) {
        s3.events().forget();
        s3.send("PUT", "/bucket/" + key, "x");
        return s3.events().one(ArtifactOperationEnded.class).type();
    }

    /** A second one for the operation of ListBuckets. */
    @ApplicationScoped
    static class Second implements S3Handler {
        @Override
        public Set<S3Operation> operations() {
            return Set.of(S3Operation.LIST_BUCKETS);
        }

        @Override
        public void handle(S3Call call) {
            throw new AssertionError("was called");
        }
    }
}
