package io.artifactstore.access;

/**
 * What a signature is good for: one day, one region, the service {@code s3}.
 *
 * @param date the day, {@code yyyyMMdd}
 * @param text date, region, service and terminal as they stand in the string to sign
 */
record Scope(String accessKeyId, String date, String region, String text) {

    static final String SERVICE = "s3";
    static final String TERMINAL = "aws4_request";

    private static final int MAX_REGION = 64;

    /**
     * Reads {@code <access key id>/<date>/<region>/s3/aws4_request}.
     *
     * @throws MalformedClaim saying which part is wrong
     */
    static Scope parse(String credential) throws MalformedClaim {
        int id = credential.indexOf('/');
        int date = id < 1 ? -1 : credential.indexOf('/', id + 1);
        int region = date < 0 ? -1 : credential.indexOf('/', date + 1);
        int service = region < 0 ? -1 : credential.indexOf('/', region + 1);
        if (service < 0) {
            throw new MalformedClaim(
                    "the Credential is mal-formed; expecting"
                            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        String day = credential.substring(id + 1, date);
        if (!isDay(day)) {
            throw new MalformedClaim(
                    "the date in the Credential must be in the format \"yyyyMMdd\".");
        }
        String where = credential.substring(date + 1, region);
        if (!isRegion(where)) {
            throw new MalformedClaim(
                    "the region in the Credential must have 1 to "
                            + MAX_REGION
                            + " letters, digits, '-', '_' or '.'.");
        }
        if (!credential.substring(region + 1, service).equals(SERVICE)) {
            throw new MalformedClaim("the service in the Credential must be \"s3\".");
        }
        if (!credential.substring(service + 1).equals(TERMINAL)) {
            throw new MalformedClaim("the Credential must end in \"aws4_request\".");
        }
        return new Scope(credential.substring(0, id), day, where, credential.substring(id + 1));
    }

    private static boolean isDay(String text) {
        if (text.length() != 8) {
            return false;
        }
        for (int i = 0; i < 8; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isRegion(String text) {
        if (text.isEmpty() || text.length() > MAX_REGION) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!UriEncoding.isUnreserved(text.charAt(i)) || text.charAt(i) == '~') {
                return false;
            }
        }
        return true;
    }
}
