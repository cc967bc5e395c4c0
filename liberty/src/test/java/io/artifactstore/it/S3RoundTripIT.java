package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.it.server.S3;
import io.artifactstore.it.server.SharedServer;
import io.artifactstore.it.server.StoreServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What an artifact user does all day, with the AWS SDK for Java and its defaults. */
class S3RoundTripIT {

    private static final String BUCKET = "round-trip";

    private static S3Client s3;

    @BeforeAll
    static void createBucket() {
        StoreServer server = SharedServer.get();
        s3 = S3.client(server);
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    static void closeClient() {
        s3.close();
    }

    @Test
    void bucketsShouldBeListedWithTheirLocation() {
        assertThat(s3.listBuckets().buckets()).extracting(bucket -> bucket.name()).contains(BUCKET);
        assertThat(
                        s3.getBucketLocation(request -> request.bucket(BUCKET))
                                .locationConstraintAsString())
                .isNullOrEmpty();
        assertThat(s3.headBucket(request -> request.bucket(BUCKET)).bucketRegion())
                .isEqualTo("us-east-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 16 * 1024, 16 * 1024 + 1, 1024 * 1024, 9 * 1024 * 1024 + 7})
    void objectShouldComeBackByteForByteWhateverItsSize(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        String key = "sizes/" + size;
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(
                        request ->
                                request.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asByteArray()).isEqualTo(bytes);
        assertThat(got.response().contentLength()).isEqualTo(size);
        // The SDK sent a CRC32 by default, and the store gives it back for the SDK to check.
        assertThat(got.response().checksumCRC32()).isNotEmpty();
    }

    static List<String> legalKeys() {
        return List.of(
                "plain.txt",
                "a//b",
                "//leading",
                "a/../b",
                "a/./b",
                "trailing/",
                "with space and  two",
                "plus+plus",
                "percent%2Fencoded%25",
                "question?and#hash",
                "semi;colon=a&b,c",
                "quote\"'<>|\\^`{}[]",
                "ünï/çødé/日本語/🎉",
                "~tilde!$()*@:",
                "con",
                "C:\\windows",
                ".hidden/..",
                "x".repeat(1024),
                "é".repeat(512));
    }

    @ParameterizedTest
    @MethodSource("legalKeys")
    void everyLegalKeyShouldNameAnObjectOfItsOwn(String key) {
        byte[] bytes = ("content of " + key).getBytes(StandardCharsets.UTF_8);
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
        assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray())
                .isEqualTo(bytes);
        assertThat(listKeys(key)).contains(key);
        s3.deleteObject(request -> request.bucket(BUCKET).key(key));
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(BUCKET).key(key)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    private static List<String> listKeys(String prefix) {
        return s3
                .listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void headersAndMetadataShouldComeBackAsTheyWere() {
        s3.putObject(
                request ->
                        request.bucket(BUCKET)
                                .key("headers.gz")
                                .contentType("application/gzip; x=1")
                                .contentEncoding("gzip")
                                .contentDisposition("attachment; filename=\"a b.gz\"")
                                .contentLanguage("de")
                                .cacheControl("max-age=60")
                                .metadata(Map.of("build", "42", "branch", "main")),
                RequestBody.fromBytes(new byte[] {0x1f, (byte) 0x8b, 1, 2, 3}));
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(BUCKET).key("headers.gz"));
        assertThat(head.contentType()).isEqualTo("application/gzip; x=1");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"a b.gz\"");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
        assertThat(head.metadata()).isEqualTo(Map.of("build", "42", "branch", "main"));
        assertThat(head.contentLength()).isEqualTo(5);
    }

    @Test
    void rangesShouldBeServed() {
        s3.putObject(
                request -> request.bucket(BUCKET).key("range"),
                RequestBody.fromString("0123456789"));
        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-3")).isEqualTo("789");
        assertThat(range("bytes=8-100")).isEqualTo("89");
        assertThatThrownBy(() -> range("bytes=10-"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(416);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRange");
                        });
    }

    private static String range(String range) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("range").range(range))
                .asUtf8String();
    }

    @Test
    void listingShouldPageAndRollUp() {
        String bucket = "listing";
        s3.createBucket(request -> request.bucket(bucket));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String key = "dir" + i % 5 + "/file" + i;
            keys.add(key);
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(key));
        }
        List<String> paged = new ArrayList<>();
        s3.listObjectsV2Paginator(request -> request.bucket(bucket).maxKeys(4))
                .contents()
                .forEach(object -> paged.add(object.key()));
        assertThat(paged).isEqualTo(keys.stream().sorted().toList());
        ListObjectsV2Response top =
                s3.listObjectsV2(request -> request.bucket(bucket).delimiter("/").maxKeys(3));
        assertThat(top.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("dir0/", "dir1/", "dir2/");
        assertThat(top.isTruncated()).isTrue();
        ListObjectsV2Response rest =
                s3.listObjectsV2(
                        request ->
                                request.bucket(bucket)
                                        .delimiter("/")
                                        .continuationToken(top.nextContinuationToken()));
        assertThat(rest.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("dir3/", "dir4/");
        assertThat(
                        s3.listObjects(
                                        request ->
                                                request.bucket(bucket)
                                                        .marker("dir3/file8")
                                                        .delimiter(""))
                                .contents())
                .extracting(S3Object::key)
                .containsExactlyElementsOf(
                        keys.stream()
                                .sorted()
                                .filter(key -> key.compareTo("dir3/file8") > 0)
                                .toList());
    }

    @Test
    void deleteObjectsShouldDeleteAllAndReportEach() {
        for (int i = 0; i < 3; i++) {
            String key = "bulk/" + i;
            s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(key));
        }
        DeleteObjectsResponse response =
                s3.deleteObjects(
                        request ->
                                request.bucket(BUCKET)
                                        .delete(
                                                delete ->
                                                        delete.objects(
                                                                identifier("bulk/0"),
                                                                identifier("bulk/1"),
                                                                identifier("bulk/2"),
                                                                identifier("bulk/absent"))));
        assertThat(response.deleted()).hasSize(4);
        assertThat(response.errors()).isEmpty();
        assertThat(listKeys("bulk/")).isEmpty();
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    @Test
    void bucketShouldOnlyBeDeletedWhenEmpty() {
        s3.createBucket(request -> request.bucket("short-lived"));
        s3.putObject(
                request -> request.bucket("short-lived").key("k"), RequestBody.fromString("v"));
        assertThatThrownBy(() -> s3.deleteBucket(request -> request.bucket("short-lived")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e ->
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("BucketNotEmpty"));
        s3.deleteObject(request -> request.bucket("short-lived").key("k"));
        s3.deleteBucket(request -> request.bucket("short-lived"));
        assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("short-lived")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucket"));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void checksumOfTheClientShouldBeVerifiedAndKept(ChecksumAlgorithm algorithm) {
        s3.putObject(
                request ->
                        request.bucket(BUCKET).key("sum-" + algorithm).checksumAlgorithm(algorithm),
                RequestBody.fromString("123456789"));
        HeadObjectResponse head =
                s3.headObject(
                        request ->
                                request.bucket(BUCKET)
                                        .key("sum-" + algorithm)
                                        .checksumMode(ChecksumMode.ENABLED));
        String kept =
                switch (algorithm) {
                    case CRC32 -> head.checksumCRC32();
                    case CRC32_C -> head.checksumCRC32C();
                    case SHA1 -> head.checksumSHA1();
                    default -> head.checksumSHA256();
                };
        assertThat(kept).isNotEmpty();
    }

    static List<ChecksumAlgorithm> algorithms() {
        // CRC64NVME needs native code in this SDK: ChecksumDigestTest and the Python clients cover
        // it.
        return List.of(
                ChecksumAlgorithm.CRC32,
                ChecksumAlgorithm.CRC32_C,
                ChecksumAlgorithm.SHA1,
                ChecksumAlgorithm.SHA256);
    }

    @Test
    void ifNoneMatchShouldLetOnlyTheFirstWriterWin() {
        s3.putObject(
                request -> request.bucket(BUCKET).key("lock").ifNoneMatch("*"),
                RequestBody.fromString("first"));
        assertThatThrownBy(
                        () ->
                                s3.putObject(
                                        request ->
                                                request.bucket(BUCKET).key("lock").ifNoneMatch("*"),
                                        RequestBody.fromString("second")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(
                        s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("lock"))
                                .asUtf8String())
                .isEqualTo("first");
    }

    @Test
    void whatIsNotThereShouldSaySo() {
        assertThatThrownBy(
                        () ->
                                s3.createMultipartUpload(
                                        request -> request.bucket(BUCKET).key("parts")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(501);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
                        });
    }
}
