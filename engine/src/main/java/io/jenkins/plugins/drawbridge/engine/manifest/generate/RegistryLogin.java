package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;

/** {@code docker}: a login as {@code kubernetes.io/dockerconfigjson} holds it. */
final class RegistryLogin {

    private static final Key<String> USERNAME = required("username", "who logs in", Shapes.text());
    private static final Key<String> PASSWORD = required("password", "with which password", Shapes.text());
    private static final Key<String> EMAIL = optional("email", "the user's address", EntrySchema.value());
    private static final Key<String> SERVER = required("server", "the registry", Shapes.text());

    private RegistryLogin() {}

    static Section<Content> section() {
        return Section.of("docker", RegistryLogin::content, USERNAME, PASSWORD, EMAIL, SERVER);
    }

    private static Content content(Fields fields) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode login = json.putObject("auths").putObject(fields.get(SERVER));
        login.put("username", fields.get(USERNAME));
        login.put("password", fields.get(PASSWORD));
        fields.find(EMAIL).filter(email -> !email.isEmpty()).ifPresent(email -> login.put("email", email));
        login.put(
                "auth",
                Content.of(fields.get(USERNAME) + ":" + fields.get(PASSWORD)).base64());
        return Content.of(json.toString());
    }
}
