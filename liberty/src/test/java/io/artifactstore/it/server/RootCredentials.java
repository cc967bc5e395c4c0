package io.artifactstore.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The keys of the root user, from a file in the format of the AWS tools. */
public record RootCredentials(String accessKey, String secretKey) {

    static RootCredentials read(Path file) {
        try {
            String access = null;
            String secret = null;
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("aws_access_key_id")) {
                    access = line.substring(line.indexOf('=') + 1).strip();
                } else if (line.startsWith("aws_secret_access_key")) {
                    secret = line.substring(line.indexOf('=') + 1).strip();
                }
            }
            return new RootCredentials(access, secret);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    @Override
    public String toString() {
        return "RootCredentials[" + accessKey + "]";
    }
}
