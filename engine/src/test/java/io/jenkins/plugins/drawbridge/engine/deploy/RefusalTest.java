package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class RefusalTest {

    @Test
    public void what_does_not_fit_a_kind_is_told_without_the_words_of_go() {
        String old = "failed to create typed patch object: ";
        String now = "failed to create typed patch object (shop/web; /v1, Kind=Service): ";
        assertThat(Refusal.plain(old + ".spec.selectr: field not declared in schema"))
                .isEqualTo("unknown field .spec.selectr");
        assertThat(Refusal.plain(now + ".spec.selectr: field not declared in schema"))
                .isEqualTo("unknown field .spec.selectr");
        assertThat(Refusal.plain(old + ".spec.host: expected string, got &value.valueUnstructured{Value:1.5}"))
                .isEqualTo(".spec.host: must be a text; put quotes around it");
        assertThat(Refusal.plain(old + ".spec.port: expected numeric (int or float), got *value.valueUnstructured"))
                .isEqualTo(".spec.port: must be a number, without quotes");
    }

    @Test
    public void other_messages_stay_as_they_are() {
        assertThat(Refusal.plain("Deployment \"web\" is invalid: expected string, got x"))
                .isEqualTo("Deployment \"web\" is invalid: expected string, got x");
    }
}
