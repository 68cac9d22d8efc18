package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.Test;

public class MaskerTest {

    private static final String CANARY = "s3cr3t-canary";

    @Test
    public void equal_and_different_values_stay_visible_and_content_does_not() {
        ObjectNode before =
                secret("{'a':'" + base64(CANARY) + "','b':'" + base64(CANARY) + "','c':'" + base64("x") + "'}");
        ObjectNode after = secret("{'a':'" + base64("other-secret") + "','b':'" + base64(CANARY) + "','d':''}");
        List<FieldChange> changes = Difference.between(before, after, Masker.of(List.of(before, after)));
        assertThat(changes.toString())
                .isEqualTo("[FieldChange[path=data.a, before=\"****a\", after=\"****b\"],"
                        + " FieldChange[path=data.c, before=\"****c\", after=null],"
                        + " FieldChange[path=data.d, before=null, after=\"****d\"]]");
    }

    @Test
    public void a_credential_that_no_secret_holds_is_masked_as_well() {
        Masker masker = Masker.of(List.of(), List.of(Secret.of(CANARY)));
        assertThat(masker.text("user:" + CANARY + " or " + base64(CANARY) + "."))
                .isEqualTo("user:****a or ****a.");
    }

    @Test
    public void where_a_credential_is_exchanged_the_one_before_does_not_show_either() {
        ObjectNode before = map("{'url':'amqp://retired@mq','page':'v1 " + CANARY + "'}");
        ObjectNode after = map("{'url':'amqp://" + CANARY + "@mq','page':'v2 " + CANARY + "'}");
        Masker masker = Masker.of(List.of(before, after), List.of(Secret.of(CANARY)));
        assertThat(Difference.between(before, after, masker).toString())
                .isEqualTo("[FieldChange[path=data.page, before=\"v1 ****a\", after=\"v2 ****a\"],"
                        + " FieldChange[path=data.url, before=\"****b\", after=\"amqp://****a@mq\"]]");
    }

    @Test
    public void what_is_masked_in_a_custom_resource_is_masked_in_every_text() {
        ObjectNode database = Samples.json(
                "{'apiVersion':'example.com/v1','kind':'Database','metadata':{'name':'db'},"
                        + "'spec':{'password':'Hunter22secret','users':[{'apiKey':'K1ng-f1sher'}],'privateKey':['l1ne-0ne!']}}");
        Masker masker = Masker.of(List.of(database));
        for (String secret : List.of("Hunter22secret", "K1ng-f1sher", "l1ne-0ne!")) {
            assertThat(masker.text("Invalid value: \"" + secret + "\""))
                    .isEqualTo("Invalid value: \"" + mask(masker, secret) + "\"");
            assertThat(Difference.between(null, database, masker).toString()).doesNotContain(secret);
        }
    }

    private static String mask(Masker masker, String secret) {
        return masker.whole(TextNode.valueOf(secret)).asText();
    }

    @Test
    public void what_is_masked_in_the_binary_data_of_a_config_map_is_masked_in_every_text() {
        ObjectNode map =
                Samples.json("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'},'binaryData':{'password':'"
                        + base64(CANARY) + "'}}");
        assertThat(Masker.of(List.of(map)).text("with " + CANARY)).isEqualTo("with ****a");
    }

    @Test
    public void a_long_text_is_cut_after_it_was_masked() {
        Masker masker = Masker.of(List.of(secret("{'a':'" + base64(CANARY.repeat(100)) + "'}")));
        assertThat(masker.text("it is " + CANARY.repeat(100) + " and more", 14)).isEqualTo("it is ****a an...");
    }

    @Test
    public void clear_and_base64_spellings_of_one_value_have_one_letter() {
        ObjectNode secret = secret("{'a':'" + base64(CANARY) + "'}");
        Masker masker = Masker.of(List.of(secret));
        assertThat(masker.text("user:" + CANARY + " or " + base64(CANARY) + "."))
                .isEqualTo("user:****a or ****a.");
    }

    @Test
    public void a_value_is_masked_wherever_it_is_met() {
        ObjectNode secret = secret("{'a':'" + base64("pa\"ss\nword 1%") + "'}");
        Masker masker = Masker.of(List.of(secret));
        assertThat(masker.text("error: \"pa\\\"ss\\nword 1%\" refused")).isEqualTo("error: \"****a\" refused");
        assertThat(masker.text("?p=pa%22ss%0Aword+1%25")).isEqualTo("?p=****a");
    }

    @Test
    public void a_line_break_may_be_one_or_written_as_where_a_placeholder_was_filled() {
        for (String spelling : List.of("it's 1\nsecond line", "it's 1\\nsecond line")) {
            Masker masker = Masker.of(List.of(secret("{'a':'" + base64(spelling) + "'}")));
            assertThat(masker.text("pw: it's 1\nsecond line")).isEqualTo("pw: ****a");
            assertThat(masker.text("pw: it's 1\\nsecond line")).isEqualTo("pw: ****a");
        }
    }

    @Test
    public void a_secret_that_no_object_holds_as_one_is_masked_too() {
        Masker masker = Masker.of(List.of(secret("{}")), List.of(Secret.of(CANARY), Secret.of("pin")));
        assertThat(masker.text("user:" + CANARY + " or " + base64(CANARY))).isEqualTo("user:****a or ****a");
        assertThat(masker.value(TextNode.valueOf("pin")).asText()).isEqualTo("****b");
    }

    @Test
    public void lines_of_a_long_value_and_what_they_assign_are_masked() {
        ObjectNode secret = secret("{'env':'" + base64("A=1\nDB_PASSWORD=correct-horse\n") + "'}");
        Masker masker = Masker.of(List.of(secret));
        assertThat(masker.text("login with correct-horse failed")).isEqualTo("login with ****a failed");
    }

    @Test
    public void the_password_of_a_registry_login_is_masked() {
        String login =
                "{\"auths\":{\"r.io\":{\"auth\":\"" + base64("robot:hunter2hunter2") + "\",\"username\":\"robot01\"}}}";
        Masker masker = Masker.of(List.of(secret("{'.dockerconfigjson':'" + base64(login) + "'}")));
        assertThat(masker.text("robot01 hunter2hunter2")).isEqualTo("robot01 ****a");
    }

    @Test
    public void the_last_applied_annotation_gives_away_nothing() {
        ObjectNode secret = secret("{}");
        secret.withObject("/metadata/annotations")
                .put(
                        "kubectl.kubernetes.io/last-applied-configuration",
                        "{\"kind\":\"Secret\",\"stringData\":{\"a\":\"" + CANARY + "\"}}");
        assertThat(Masker.of(List.of(secret)).text("x " + CANARY)).isEqualTo("x ****a");
    }

    @Test
    public void literal_variables_and_configuration_with_secret_names_are_masked() {
        ObjectNode pod = Samples.json(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{'containers':[{'name':'c',"
                        + "'args':['--pw=" + CANARY + "'],'env':[{'name':'DB_PASSWORD','value':'" + CANARY
                        + "'},{'name':'PASSWORD_FILE','value':'/run/pw'}]}]}}");
        ObjectNode map = Samples.json(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'},'data':{'API_KEY':'abc','MODE':'dark'}}");
        map.withObject("/data").put("app.properties", "mode=dark\ndb.password=tiger\n");
        Masker masker = Masker.of(List.of(pod, map));
        assertThat(shown(pod, masker)).doesNotContain(CANARY).contains("--pw=****a", "/run/pw");
        assertThat(shown(map, masker)).doesNotContain("abc", "tiger").contains("dark", "db.password=****");
    }

    @Test
    public void short_and_common_values_do_not_black_out_the_plan() {
        ObjectNode secret = secret("{'a':'" + base64("abc") + "','b':'" + base64("admin") + "','c':'" + base64("5432")
                + "','d':'" + base64("orders") + "','e':'" + base64("config") + "'}");
        ObjectNode service = Samples.json("{'apiVersion':'v1','kind':'Service','metadata':{'name':'orders-api'}}");
        Masker masker = Masker.of(List.of(secret, service));
        assertThat(masker.text("abc admin 5432 orders-api reconfigured"))
                .isEqualTo("abc admin 5432 orders-api reconfigured");
        assertThat(masker.value(Samples.json("{'v':'abc','w':5432}")).toString())
                .isEqualTo("{\"v\":\"****a\",\"w\":5432}");
        assertThat(masker.text("the config is")).isEqualTo("the ****b is");
        assertThat(shown(secret, masker)).doesNotContain(base64("admin"), base64("5432"));
    }

    @Test
    public void what_looks_like_a_secret_is_masked_though_nobody_declared_it() {
        Masker masker = Masker.none();
        assertThat(masker.text("postgres://u:p4ss@db/x")).isEqualTo("postgres://u:****a@db/x");
        assertThat(masker.text("Authorization: Bearer abcdefghijklmnop1234")).isEqualTo("Authorization: Bearer ****b");
        assertThat(masker.text("t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc"))
                .isEqualTo("t=****c");
        assertThat(masker.text("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"))
                .doesNotContain("MIIE");
    }

    @Test
    public void letters_go_on_after_z() {
        assertThat(List.of(
                        MaskLetters.letters(0),
                        MaskLetters.letters(25),
                        MaskLetters.letters(26),
                        MaskLetters.letters(27)))
                .containsExactly("a", "z", "aa", "ab");
        assertThat(MaskLetters.letters(26 * 27)).isEqualTo("aaa");
    }

    @Test
    public void the_longest_of_several_secrets_wins() {
        Masker masker =
                Masker.of(List.of(secret("{'a':'" + base64("canary1") + "','b':'" + base64("canary1-long") + "'}")));
        assertThat(masker.text("canary1-long canary1")).isEqualTo("****a ****b");
    }

    @Test
    public void many_secrets_and_long_texts_take_one_pass() {
        List<ObjectNode> secrets = new ArrayList<>();
        for (int number = 0; number < 5000; number++) {
            secrets.add(secret("{'a':'" + base64("secret-value-" + number * 7919) + "'}"));
        }
        Masker masker = Masker.of(secrets);
        String log = "a harmless line of a log\n".repeat(40_000);
        long milliseconds = Samples.cpuMilliseconds(
                () -> assertThat(masker.text(log + "secret-value-7919")).endsWith("log\n****a"));
        assertThat(milliseconds).isLessThan(1500);
    }

    private static String shown(ObjectNode object, Masker masker) {
        return Difference.between(null, object, masker).toString();
    }

    private static ObjectNode secret(String data) {
        return Samples.json(
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'n'},'data':" + data + "}");
    }

    private static ObjectNode map(String data) {
        return Samples.json("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'},'data':" + data + "}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
