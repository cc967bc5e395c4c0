package io.artifactstore.access;

import java.util.Arrays;

/**
 * A raw query, split and brought into canonical form. Duplicates stay: a client that signed two
 * values signed two values.
 */
final class Query {

    private static final Query EMPTY = new Query(new Parameter[0]);
    private static final String SIGNATURE = "X-Amz-Signature";

    private final Parameter[] parameters;

    private Query(Parameter[] parameters) {
        this.parameters = parameters;
    }

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code InvalidURI} for a broken escape
     */
    static Query parse(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        int count = 1;
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '&') {
                count++;
            }
        }
        Parameter[] found = new Parameter[count];
        int size = 0;
        int from = 0;
        while (from <= raw.length()) {
            int end = raw.indexOf('&', from);
            if (end < 0) {
                end = raw.length();
            }
            if (end > from) {
                found[size++] = parameter(raw, from, end);
            }
            from = end + 1;
        }
        return new Query(Arrays.copyOf(found, size));
    }

    boolean has(String name) {
        return first(name) != null;
    }

    /** The first value in canonical form, or null. The name must be free of reserved characters. */
    String first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return parameter.value;
            }
        }
        return null;
    }

    int count(String name) {
        int count = 0;
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                count++;
            }
        }
        return count;
    }

    /** Appends the canonical query: sorted, and without the signature that it is signed with. */
    void appendCanonical(StringBuilder out, boolean presigned) {
        Parameter[] sorted = parameters.clone();
        if (sorted.length > 1) {
            Arrays.sort(sorted);
        }
        boolean more = false;
        for (Parameter parameter : sorted) {
            if (presigned && parameter.name.equals(SIGNATURE)) {
                continue;
            }
            if (more) {
                out.append('&');
            }
            more = true;
            out.append(parameter.name).append('=').append(parameter.value);
        }
    }

    private static Parameter parameter(String raw, int from, int end) {
        int equals = raw.indexOf('=', from);
        return equals < 0 || equals >= end
                ? new Parameter(UriEncoding.canonicalQueryPart(raw, from, end), "")
                : new Parameter(
                        UriEncoding.canonicalQueryPart(raw, from, equals),
                        UriEncoding.canonicalQueryPart(raw, equals + 1, end));
    }

    /** In canonical form, so that comparing chars compares bytes. */
    private record Parameter(String name, String value) implements Comparable<Parameter> {
        @Override
        public int compareTo(Parameter other) {
            int names = name.compareTo(other.name);
            return names != 0 ? names : value.compareTo(other.value);
        }
    }
}
