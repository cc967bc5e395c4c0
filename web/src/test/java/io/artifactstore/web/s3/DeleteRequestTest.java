package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.error.S3ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteRequestTest {

    @Test
    void keysShouldBeReadInTheirOrderWithAllThatStandsByThem() {
        DeleteRequest request =
                parse(
                        "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                                + "<Object><Key>a/../b&amp;c&#10;</Key></Object>"
                                + "<Object><VersionId>null</VersionId><Key> a </Key></Object>"
                                + "<Object><Key>x</Key><ETag>\"e\"</ETag></Object>"
                                + "<Object><Key>x</Key><Size>1</Size></Object>"
                                + "<Object><Key>x</Key><LastModifiedTime>t</LastModifiedTime></Object>"
                                + "</Delete>");
        assertThat(request.quiet()).isFalse();
        assertThat(request.keys())
                .containsExactly(
                        new DeleteRequest.Entry("a/../b&c\n", null, null),
                        new DeleteRequest.Entry(" a ", "null", null),
                        new DeleteRequest.Entry("x", null, "ETag"),
                        new DeleteRequest.Entry("x", null, "Size"),
                        new DeleteRequest.Entry("x", null, "LastModifiedTime"));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "' true ', true",
        "false, false",
        "'', false",
        "yes, false"
    })
    void quietShouldBeRead(String text, boolean quiet) {
        assertThat(
                        parse(
                                        "<Delete><Object><Key>a</Key></Object><Quiet>"
                                                + text
                                                + "</Quiet></Delete>")
                                .quiet())
                .isEqualTo(quiet);
    }

    @Test
    void thousandKeysShouldBeTheMost() {
        assertThat(parse(keys(1000)).keys()).hasSize(1000);
        assertRefused(S3ErrorCode.MALFORMED_XML, () -> parse(keys(1001)));
    }

    /** Each key has 1,024 characters that must be escaped: the largest honest request. */
    @Test
    void largestRequestShouldBeRead() {
        String object = "<Object><Key>" + "&amp;".repeat(1024) + "</Key></Object>";
        DeleteRequest request = parse("<Delete>" + object.repeat(1000) + "</Delete>");
        assertThat(request.keys()).hasSize(1000);
        assertThat(request.keys()).allMatch(entry -> entry.key().equals("&".repeat(1024)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<Delete/>",
                "<Delete></Delete>",
                "<Delete><Quiet>true</Quiet></Delete>",
                "<Delete><Object></Object></Delete>",
                "<Delete><Object><VersionId>1</VersionId></Object></Delete>",
                "<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>",
                "<Delete><Object><Key>a</Key><VersionId>1</VersionId><VersionId>2</VersionId></Object></Delete>",
                "<Delete><Object><Key>a<b/></Key></Object></Delete>",
                "<Delete><Object><Key>a</Key><Unknown/></Object></Delete>",
                "<Delete><Key>a</Key></Delete>",
                "<Delete><Object><Key>a</Key></Object><Unknown/></Delete>",
                "<Remove><Object><Key>a</Key></Object></Remove>",
                "<Delete><Object><Key>a</Key></Object>",
                "<!DOCTYPE Delete [<!ENTITY k \"a\">]><Delete><Object><Key>&k;</Key></Object></Delete>"
            })
    void anythingElseShouldBeRefused(String body) {
        assertRefused(S3ErrorCode.MALFORMED_XML, () -> parse(body));
    }

    @Test
    void emptyKeyShouldBeLeftToTheDecisionPerKey() {
        assertThat(parse("<Delete><Object><Key></Key></Object></Delete>").keys())
                .containsExactly(new DeleteRequest.Entry("", null, null));
    }

    private static DeleteRequest parse(String body) {
        return DeleteRequest.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String keys(int count) {
        return "<Delete>" + "<Object><Key>a</Key></Object>".repeat(count) + "</Delete>";
    }
}
