package io.artifactstore.store;

/** Keys in the order of their UTF-8 bytes, which is the order of their code points. */
final class KeyOrder {

    private KeyOrder() {}

    /**
     * The first text behind everything that starts with {@code prefix}, or null if nothing can come
     * behind it: the prefix is empty or made of U+10FFFF only.
     */
    static String behind(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                // Surrogates are no characters: UTF-8 has none.
                int next =
                        last == Character.MIN_SURROGATE - 1
                                ? Character.MAX_SURROGATE + 1
                                : last + 1;
                return new StringBuilder(end + 2)
                        .append(prefix, 0, end)
                        .appendCodePoint(next)
                        .toString();
            }
        }
        return null;
    }

    /** The first text behind {@code key} itself. */
    static String after(String key) {
        return key + '\0';
    }

    /** The later of two texts. */
    static String later(String a, String b) {
        return compare(a, b) >= 0 ? a : b;
    }

    // String.compareTo orders UTF-16 units: it puts U+1F600 (a surrogate pair) before U+FFFD.
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogateX = Character.isSurrogate(x);
                boolean surrogateY = Character.isSurrogate(y);
                if (surrogateX != surrogateY) {
                    return surrogateX ? 1 : -1;
                }
                return Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
