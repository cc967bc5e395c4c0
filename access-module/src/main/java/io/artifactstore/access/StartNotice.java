package io.artifactstore.access;

import java.nio.file.Path;

/**
 * What somebody who has just started the store needs to know: where it listens, where the keys are,
 * what to type next. It never holds a secret.
 *
 * @param keys where the keys are
 * @param next a command that works as it stands
 */
public record StartNotice(String endpoint, String keys, String next) {

    static StartNotice ofFile(String httpPort, Path file) {
        return of(
                httpPort,
                file.toString(),
                "AWS_SHARED_CREDENTIALS_FILE=" + shellQuoted(file.toString()));
    }

    static StartNotice ofEnvironment(String httpPort) {
        return of(
                httpPort,
                "from the environment (ARTIFACT_STORE_ROOT_ACCESS_KEY, ARTIFACT_STORE_ROOT_SECRET_KEY)",
                "AWS_ACCESS_KEY_ID=$ARTIFACT_STORE_ROOT_ACCESS_KEY"
                        + " AWS_SECRET_ACCESS_KEY=$ARTIFACT_STORE_ROOT_SECRET_KEY");
    }

    /** The lines to log. */
    public String text() {
        return "Zot Artifact Store\n  endpoint    "
                + endpoint
                + "\n  keys        "
                + keys
                + "\n  next        "
                + next;
    }

    private static StartNotice of(String httpPort, String keys, String credentials) {
        String endpoint = "http://localhost:" + httpPort;
        return new StartNotice(
                endpoint,
                keys,
                credentials
                        + " AWS_DEFAULT_REGION=us-east-1 aws --endpoint-url "
                        + endpoint
                        + " s3 mb s3://my-bucket");
    }

    private static String shellQuoted(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (!Character.isLetterOrDigit(c) && "/._-:+@%".indexOf(c) < 0) {
                return "'" + path.replace("'", "'\\''") + "'";
            }
        }
        return path;
    }
}
