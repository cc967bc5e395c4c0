package io.artifactstore.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void parametersShouldBeDecodedAndTheFirstOfANameShouldCount() {
        Query query = Query.parse("prefix=a%2Fb+c&delete&empty=&x=1&x=2&&k=a=b&%70=q&=nameless");
        assertThat(query.get("prefix")).isEqualTo("a/b c");
        assertThat(query.has("delete")).isTrue();
        assertThat(query.get("delete")).isEmpty();
        assertThat(query.get("empty")).isEmpty();
        assertThat(query.get("x")).isEqualTo("1");
        assertThat(query.get("k")).isEqualTo("a=b");
        assertThat(query.get("p")).isEqualTo("q");
        assertThat(query.get("")).isEqualTo("nameless");
    }

    @Test
    void missingParameterShouldBeToldFromAnEmptyOne() {
        Query query = Query.parse("empty=");
        assertThat(query.get("empty", "fallback")).isEmpty();
        assertThat(query.get("missing", "fallback")).isEqualTo("fallback");
        assertThat(query.get("missing")).isNull();
        assertThat(query.has("missing")).isFalse();
    }

    @Test
    void namesShouldBeCaseSensitive() {
        assertThat(Query.parse("UPLOADS").has("uploads")).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"&", "&&&"})
    void nothingShouldBeReadWhereNothingIs(String raw) {
        assertThat(Query.parse(raw).has("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "%zz=a", "a=%FF", "ok=1&b=%C3"})
    void brokenEncodingShouldBeRefused(String raw) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> Query.parse(raw))
                .satisfies(e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_URI));
    }

    @Test
    void parametersShouldBeBounded() {
        assertThat(Query.parse(parameters(200)).get("p199")).isEqualTo("199");
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> Query.parse(parameters(201)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT));
    }

    private static String parameters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "p" + i + "=" + i)
                .collect(Collectors.joining("&"));
    }
}
