package io.artifactstore.access;

/**
 * An access key and whom it belongs to.
 *
 * @param id the access key id that clients send in the clear
 * @param userId the user it authenticates
 */
record AccessKey(String id, Secret secret, String userId) {

    private static final int MIN_ID = 3;
    private static final int MAX_ID = 128;
    private static final int MIN_SECRET = 16;
    private static final int MAX_SECRET = 512;

    /** What is wrong with an access key id, or null. The text never quotes the value. */
    static String faultOfId(String id) {
        if (id.length() < MIN_ID || id.length() > MAX_ID) {
            return "must have " + MIN_ID + " to " + MAX_ID + " characters";
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            // The three separate the parts of an Authorization header.
            if (c <= ' ' || c >= 0x7f || c == '/' || c == '=' || c == ',') {
                return "must consist of printable ASCII characters without space, '/', '=' and ','";
            }
        }
        return null;
    }

    /** What is wrong with a secret access key, or null. The text never quotes the value. */
    static String faultOfSecret(String secret) {
        if (secret.length() < MIN_SECRET || secret.length() > MAX_SECRET) {
            return "must have " + MIN_SECRET + " to " + MAX_SECRET + " characters";
        }
        for (int i = 0; i < secret.length(); i++) {
            if (Character.isISOControl(secret.charAt(i))) {
                return "must not contain control characters (look for a line break at its end)";
            }
        }
        if (!secret.equals(secret.strip())) {
            return "must not begin or end with a space";
        }
        return null;
    }
}
