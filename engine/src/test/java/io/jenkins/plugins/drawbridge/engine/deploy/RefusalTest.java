package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import java.util.List;
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
    public void what_cannot_be_changed_is_told_with_a_remedy_and_without_the_structures_of_go() {
        String template =
                "Invalid value: core.PodTemplateSpec{ObjectMeta:v1.ObjectMeta{Name:\"\", Labels:map[string]string"
                        + "{\"a\":\"b\"}}, Spec:core.PodSpec{Containers:[]core.Container{core.Container{Name:\"main\"}}}}: ";
        assertThat(invalid(
                        new ApiException.Cause("FieldValueInvalid", template + "field is immutable", "spec.template")))
                .isEqualTo(
                        "spec.template cannot be changed in an object that is there; delete it first, or give the new"
                                + " one another name");
        assertThat(invalid(
                        new ApiException.Cause("FieldValueInvalid", template + "must match", "spec.template"),
                        new ApiException.Cause("FieldValueRequired", "Required value", "spec.selector")))
                .isEqualTo("spec.template: must match; spec.selector: Required value");
        assertThat(invalid(new ApiException.Cause("FieldValueInvalid", "Invalid value: \"x\": no port", "spec.port")))
                .isEqualTo("Job is invalid");
    }

    private static String invalid(ApiException.Cause... causes) {
        return Refusal.plain("Job is invalid", List.of(causes));
    }

    @Test
    public void other_messages_stay_as_they_are() {
        assertThat(Refusal.plain("Deployment \"web\" is invalid: expected string, got x"))
                .isEqualTo("Deployment \"web\" is invalid: expected string, got x");
    }
}
