package io.artifactstore.access;

/**
 * What a client claims with a Version 4 signature; nothing of it is verified.
 *
 * @param signedHeaders lower-case names in ascending order, each once, {@code host} among them
 * @param signedHeaderList the same as sent, joined with semicolons
 * @param signature as sent
 */
record Claim(Scope scope, String[] signedHeaders, String signedHeaderList, String signature) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final int MAX_AUTHORIZATION = 16 * 1024;
    private static final int MAX_SIGNED_HEADERS = 256;

    /**
     * Reads the value of an Authorization header.
     *
     * @throws MalformedClaim saying what is wrong
     */
    static Claim ofAuthorization(String value) throws MalformedClaim {
        if (value.length() > MAX_AUTHORIZATION) {
            throw new MalformedClaim("it is longer than " + MAX_AUTHORIZATION + " bytes.");
        }
        int space = value.indexOf(' ');
        if (space < 0 || !value.substring(0, space).equals(ALGORITHM)) {
            throw new MalformedClaim("the only algorithm supported is " + ALGORITHM + ".");
        }
        String credential = null;
        String headers = null;
        String signature = null;
        int from = space + 1;
        while (from <= value.length()) {
            int comma = value.indexOf(',', from);
            int end = comma < 0 ? value.length() : comma;
            String part = value.substring(from, end).strip();
            from = end + 1;
            if (part.startsWith("Credential=")) {
                credential = once(credential, part, "Credential");
            } else if (part.startsWith("SignedHeaders=")) {
                headers = once(headers, part, "SignedHeaders");
            } else if (part.startsWith("Signature=")) {
                signature = once(signature, part, "Signature");
            } else {
                throw new MalformedClaim(
                        "it may consist only of Credential, SignedHeaders and Signature, separated by"
                                + " commas.");
            }
        }
        return of(credential, headers, signature);
    }

    /**
     * Reads the credentials of a presigned request.
     *
     * @throws MalformedClaim saying what is wrong
     */
    static Claim ofQuery(Query query) throws MalformedClaim {
        return of(
                UriEncoding.decodeCanonical(query.first("X-Amz-Credential")),
                UriEncoding.decodeCanonical(query.first("X-Amz-SignedHeaders")),
                query.first("X-Amz-Signature"));
    }

    boolean signs(String header) {
        int low = 0;
        int high = signedHeaders.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = signedHeaders[middle].compareTo(header);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    private static Claim of(String credential, String headers, String signature)
            throws MalformedClaim {
        if (isAbsent(credential) || isAbsent(headers) || isAbsent(signature)) {
            throw new MalformedClaim("Credential, SignedHeaders and Signature are all required.");
        }
        Scope scope = Scope.parse(credential);
        return new Claim(scope, headerNames(headers), headers, signature);
    }

    private static boolean isAbsent(String text) {
        return text == null || text.isEmpty();
    }

    private static String once(String before, String part, String name) throws MalformedClaim {
        if (before != null) {
            throw new MalformedClaim(name + " is there more than once.");
        }
        return part.substring(name.length() + 1);
    }

    private static String[] headerNames(String list) throws MalformedClaim {
        int count = 1;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == ';') {
                count++;
            } else if (c <= ' ' || c >= 0x7f || c >= 'A' && c <= 'Z' || c == ':' || c == ',') {
                throw new MalformedClaim(
                        "SignedHeaders must be lower-case header names separated by semicolons.");
            }
        }
        if (count > MAX_SIGNED_HEADERS) {
            throw new MalformedClaim(
                    "SignedHeaders has more than " + MAX_SIGNED_HEADERS + " names.");
        }
        String[] names = new String[count];
        String previous = "";
        boolean host = false;
        int from = 0;
        for (int i = 0; i < count; i++) {
            int end = list.indexOf(';', from);
            String name = list.substring(from, end < 0 ? list.length() : end);
            // Ascending, which also says: none empty, none twice.
            if (name.compareTo(previous) <= 0) {
                throw new MalformedClaim(
                        "SignedHeaders must be sorted, with no name empty and none twice.");
            }
            host |= name.equals("host");
            names[i] = name;
            previous = name;
            from = end + 1;
        }
        if (!host) {
            throw new MalformedClaim("SignedHeaders must contain \"host\".");
        }
        return names;
    }

    /** Never the signature. */
    @Override
    public String toString() {
        return "Claim[" + scope + "]";
    }
}
