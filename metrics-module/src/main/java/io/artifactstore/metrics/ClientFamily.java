package io.artifactstore.metrics;

import io.artifactstore.api.artifact.Labelled;
import java.util.List;
import java.util.Locale;

/** The {@code client} label: families of clients by how their User-Agent begins. */
enum ClientFamily implements Labelled {
    AWS_CLI("aws-cli/"),
    BOTO3("Boto3/", "Botocore/"),
    AWS_SDK_JAVA("aws-sdk-java/"),
    AWS_SDK_GO("aws-sdk-go/", "aws-sdk-go-v2/"),
    RCLONE("rclone/"),
    S3CMD("s3cmd/"),
    MAVEN("Apache-Maven/", "Maven/"),
    COSIGN("cosign/"),
    CURL("curl/"),
    BROWSER("Mozilla/"),
    OTHER;

    private static final ClientFamily[] VALUES = values();

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final List<String> prefixes;

    ClientFamily(String... prefixes) {
        this.prefixes = List.of(prefixes);
    }

    /**
     * @param userAgent as sent: anything, or an empty string
     */
    static ClientFamily of(String userAgent) {
        for (ClientFamily family : VALUES) {
            for (String prefix : family.prefixes) {
                if (userAgent.regionMatches(true, 0, prefix, 0, prefix.length())) {
                    return family;
                }
            }
        }
        return OTHER;
    }

    @Override
    public String label() {
        return label;
    }
}
