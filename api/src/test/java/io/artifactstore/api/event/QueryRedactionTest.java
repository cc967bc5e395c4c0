package io.artifactstore.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryRedactionTest {

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Signature=s,X-Amz-Signature=REDACTED",
        "x-amz-signature=s,x-amz-signature=REDACTED",
        "X-Amz-Credential=s,X-Amz-Credential=REDACTED",
        "X-Amz-Security-Token=s,X-Amz-Security-Token=REDACTED",
        "AWSAccessKeyId=s&a=b,AWSAccessKeyId=REDACTED&a=b",
        "a=b&Signature=s%3D,a=b&Signature=REDACTED",
        "a=b&token=s&c=d,a=b&token=REDACTED&c=d",
        "WebIdentityToken=s,WebIdentityToken=REDACTED",
        "access_token=s=t,access_token=REDACTED",
        "X%2DAmz%2DSignature=s,X%2DAmz%2DSignature=REDACTED",
        "%zz=s,%zz=REDACTED",
        "token=s&token=t,token=REDACTED&token=REDACTED",
        "&&token=s&&,&&token=REDACTED&&",
    })
    void valueShouldBeTakenOutWhenItIsASecret(String query, String expected) {
        assertThat(QueryRedaction.redact(query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "versionId=7",
        "list-type=2&prefix=org%2F&continuation-token=abc",
        "uploads",
        "token",
        "token=",
        "a=token=b",
        "prefix=Signature",
        "''",
        "&",
        "=",
    })
    void queryShouldStayTheSameInstanceWhenItHoldsNoSecret(String query) {
        assertThat(QueryRedaction.redact(query)).isSameAs(query);
    }

    @Test
    void namesShouldNotBeSoughtInOtherParametersValues() {
        assertThat(QueryRedaction.redact("uploads&prefix=a&sig=s"))
                .isEqualTo("uploads&prefix=a&sig=REDACTED");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "X-Amz-Signature",
                "X%2DAmz%2DSignature",
                "X-Amz-Credential",
                "X-Amz-Security-Token",
                "AWSAccessKeyId",
                "WebIdentityToken",
                "access_token",
                "client_secret",
                "password",
                "x-amz-server-side-encryption-customer-key",
                "%"
            })
    void secretShouldBeTakenOutWhereverItStands(String name) {
        assertThat(QueryRedaction.redact("&a=1&" + name + "=s3cr3t&b=2"))
                .isEqualTo("&a=1&" + name + "=REDACTED&b=2");
        assertThat(QueryRedaction.redact(name + "=s3cr3t=s3cr3t")).isEqualTo(name + "=REDACTED");
    }
}
