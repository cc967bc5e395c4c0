package io.artifactstore.it.server;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The AWS SDK for Java as an artifact user configures it: path style, its own default checksums, no
 * retries.
 */
public final class S3 {

    private S3() {}

    public static S3Client client(StoreServer server) {
        return client(server.endpoint(), server.credentials());
    }

    public static S3Client client(URI endpoint, RootCredentials keys) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())))
                // A retried request would be counted twice, and a test that expects an error would
                // wait.
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
