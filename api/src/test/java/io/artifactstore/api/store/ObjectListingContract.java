package io.artifactstore.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.ArtifactType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@link MetadataStore#listObjects} promises. */
public interface ObjectListingContract {

    String REPLACEMENT = "\uFFFD";
    String EMOJI = "\uD83D\uDE00";
    String LAST = "\uDBFF\uDFFF"; // U+10FFFF

    /** The store under test; empty before each test. */
    MetadataStore testee();

    @Test
    default void keysShouldSortByTheirUtf8BytesWhenListed() {
        long bucket = bucketOf("a" + EMOJI, "ab", "a" + REPLACEMENT, "a", "B", "a ", "é", "aB");

        assertThat(entries(bucket, "", "", "", 1000))
                .containsExactly("B", "a", "a ", "aB", "ab", "a" + REPLACEMENT, "a" + EMOJI, "é");
    }

    @Test
    default void onlyKeysWithThePrefixShouldBeListedWhenItEndsWithTheLastCharacters() {
        long bucket =
                bucketOf(
                        "a",
                        "a" + LAST,
                        "a" + LAST + "x",
                        "b",
                        "\uD7FF",
                        "\uD7FFz",
                        "\uE000",
                        LAST);

        assertThat(entries(bucket, "a" + LAST, "", "", 1000))
                .containsExactly("a" + LAST, "a" + LAST + "x");
        assertThat(entries(bucket, "\uD7FF", "", "", 1000)).containsExactly("\uD7FF", "\uD7FFz");
        assertThat(entries(bucket, LAST, "", "", 1000)).containsExactly(LAST);
        assertThat(entries(bucket, "nothing", "", "", 1000)).isEmpty();
    }

    @Test
    default void wildcardsShouldMeanNothingWhenTheyAreInThePrefix() {
        long bucket = bucketOf("a%b", "a_b", "axb", "a*b", "a[b");

        assertThat(entries(bucket, "a%", "", "", 1000)).containsExactly("a%b");
        assertThat(entries(bucket, "a_", "", "", 1000)).containsExactly("a_b");
        assertThat(entries(bucket, "a[", "", "", 1000)).containsExactly("a[b");
    }

    @Test
    default void keysShouldBeRolledUpWhenThereIsADelimiter() {
        long bucket = bucketOf("a", "b/1", "b/2", "b/c/3", "b0", "c/", "d//e", "/x");

        ObjectPage page = testee().listObjects(bucket, new ListQuery("", "/", "", 1000));

        assertThat(page.objects()).extracting(ObjectInfo::key).containsExactly("a", "b0");
        assertThat(page.commonPrefixes()).containsExactly("/", "b/", "c/", "d/");
        assertThat(page.truncated()).isFalse();
        assertThat(page.last()).isEqualTo("d/");
    }

    @Test
    default void keysShouldBeRolledUpBehindThePrefixWhenBothAreGiven() {
        long bucket = bucketOf("b/", "b/1", "b/c/1", "b/c/2", "b/d/1", "c");

        ObjectPage page = testee().listObjects(bucket, new ListQuery("b/", "/", "", 1000));

        assertThat(page.objects()).extracting(ObjectInfo::key).containsExactly("b/", "b/1");
        assertThat(page.commonPrefixes()).containsExactly("b/c/", "b/d/");
    }

    @Test
    default void delimiterShouldBeAnyTextWhenKeysContainIt() {
        long bucket = bucketOf("a--b", "a--c", "a-d", "x" + LAST + "1", "x" + LAST + "2", "y");

        assertThat(entries(bucket, "", "--", "", 1000))
                .containsExactly("a--", "a-d", "x" + LAST + "1", "x" + LAST + "2", "y");
        assertThat(entries(bucket, "", LAST, "", 1000))
                .containsExactly("a--b", "a--c", "a-d", "x" + LAST, "y");
    }

    @Test
    default void listingShouldGoOnBehindTheWholePrefixWhenItEndedWithOne() {
        long bucket = bucketOf("a/1", "a/2", "b", "c/1");

        ObjectPage first = testee().listObjects(bucket, new ListQuery("", "/", "", 1));
        assertThat(first.commonPrefixes()).containsExactly("a/");
        assertThat(first.truncated()).isTrue();
        assertThat(first.last()).isEqualTo("a/");

        assertThat(entries(bucket, "", "/", first.last(), 1000)).containsExactly("b", "c/");
    }

    @Test
    default void commonPrefixShouldBeLeftOutWhenListingBeginsWithinIt() {
        long bucket = bucketOf("a/1", "a/2", "b");

        assertThat(entries(bucket, "", "/", "a/1", 1000)).containsExactly("b");
        assertThat(entries(bucket, "a/", "/", "a/1", 1000)).containsExactly("a/2");
    }

    @Test
    default void listingShouldBeginBehindAKeyWhetherItExistsOrNot() {
        long bucket = bucketOf("a", "a ", "ab", "b");

        assertThat(entries(bucket, "", "", "a", 1000)).containsExactly("a ", "ab", "b");
        assertThat(entries(bucket, "", "", "aa", 1000)).containsExactly("ab", "b");
        assertThat(entries(bucket, "a", "", "0", 1000)).containsExactly("a", "a ", "ab");
        assertThat(entries(bucket, "a", "", "b", 1000)).isEmpty();
        assertThat(entries(bucket, "", "", LAST, 1000)).isEmpty();
        assertThat(entries(bucket, "", "", "a" + EMOJI, 1000)).containsExactly("b");
    }

    @Test
    default void pageShouldBeCutExactlyWhenTheLimitIsReached() {
        long bucket = bucketOf("a", "b", "c");

        assertThat(page(bucket, 2).truncated()).isTrue();
        assertThat(page(bucket, 2).last()).isEqualTo("b");
        assertThat(page(bucket, 3).truncated()).isFalse();
        assertThat(page(bucket, 3).last()).isEqualTo("c");
        ObjectPage none = page(bucket, 0);
        assertThat(none).isEqualTo(new ObjectPage(List.of(), List.of(), false, ""));
    }

    @Test
    default void pageShouldNotBeTruncatedWhenOnlyTheRestOfAPrefixFollows() {
        List<String> keys = new ArrayList<>(List.of("a"));
        for (int i = 0; i < 50; i++) {
            keys.add("b/" + i);
        }
        long bucket = bucketOf(keys.toArray(String[]::new));

        ObjectPage page = testee().listObjects(bucket, new ListQuery("", "/", "", 2));

        assertThat(page.commonPrefixes()).containsExactly("b/");
        assertThat(page.truncated()).isFalse();
    }

    @Test
    default void otherBucketsShouldNotShowWhenOneIsListed() {
        long one = bucketOf("a", "b");
        long two = bucket("two");
        put(two, "c");

        assertThat(entries(one, "", "", "", 1000)).containsExactly("a", "b");
        assertThat(entries(two, "", "", "", 1000)).containsExactly("c");
    }

    @Test
    default void pagesTogetherShouldBeTheWholeWhateverTheLimit() {
        Random random = new Random(42);
        String[] parts = {"a", "b", "/", "//", REPLACEMENT, EMOJI, LAST, "\uD7FF", "é", " "};
        TreeSet<String> keys = new TreeSet<>(ObjectListingContract::compareUtf8);
        while (keys.size() < 300) {
            StringBuilder key = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                key.append(parts[random.nextInt(parts.length)]);
            }
            keys.add(key.toString());
        }
        long bucket = bucketOf(keys.toArray(String[]::new));

        for (String prefix : List.of("", "a", "a/", LAST, EMOJI)) {
            for (String delimiter : List.of("", "/", "//", "a", LAST)) {
                List<String> expected = expected(keys, prefix, delimiter);
                for (int limit : new int[] {1, 2, 7, 1000}) {
                    assertThat(allPages(bucket, prefix, delimiter, limit))
                            .as("prefix %s delimiter %s limit %d", prefix, delimiter, limit)
                            .containsExactlyElementsOf(expected);
                }
            }
        }
    }

    private List<String> allPages(long bucket, String prefix, String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        String after = "";
        ObjectPage page;
        do {
            page = testee().listObjects(bucket, new ListQuery(prefix, delimiter, after, limit));
            all.addAll(merged(page));
            after = page.last();
        } while (page.truncated());
        return all;
    }

    private static List<String> expected(TreeSet<String> keys, String prefix, String delimiter) {
        TreeSet<String> entries = new TreeSet<>(ObjectListingContract::compareUtf8);
        for (String key : keys) {
            if (key.startsWith(prefix)) {
                int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
                entries.add(at < 0 ? key : key.substring(0, at + delimiter.length()));
            }
        }
        return List.copyOf(entries);
    }

    private List<String> entries(
            long bucket, String prefix, String delimiter, String after, int limit) {
        return merged(testee().listObjects(bucket, new ListQuery(prefix, delimiter, after, limit)));
    }

    private static List<String> merged(ObjectPage page) {
        List<String> entries = new ArrayList<>(page.commonPrefixes());
        page.objects().forEach(object -> entries.add(object.key()));
        entries.sort(ObjectListingContract::compareUtf8);
        return entries;
    }

    private static int compareUtf8(String a, String b) {
        return Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectPage page(long bucket, int limit) {
        return testee().listObjects(bucket, new ListQuery("", "", "", limit));
    }

    private long bucketOf(String... keys) {
        long bucket = bucket("listed");
        for (String key : keys) {
            put(bucket, key);
        }
        return bucket;
    }

    private long bucket(String name) {
        return testee().createBucket(name, "alice", MetadataStoreContract.NOW).id();
    }

    private void put(long bucket, String key) {
        ObjectInfo info =
                new ObjectInfo(
                        key,
                        0,
                        "d41d8cd98f00b204e9800998ecf8427e",
                        "0".repeat(64),
                        null,
                        MetadataStoreContract.NOW,
                        ArtifactType.OTHER,
                        "alice",
                        ObjectHeaders.NONE);
        testee().putObject(bucket, new ObjectRow(info, null), new byte[0], WriteCondition.NONE);
    }
}
