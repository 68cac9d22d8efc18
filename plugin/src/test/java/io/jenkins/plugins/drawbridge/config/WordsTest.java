package io.jenkins.plugins.drawbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Descriptor;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.DrawbridgeFile;
import io.jenkins.plugins.drawbridge.webhook.ConsoleTriggerProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The words of forms and of configuration as code, and that whatever can be written there can be read back. */
public class WordsTest {

    private static final List<Class<?>> DEFINITIONS = List.of(
            DrawbridgeConfiguration.class,
            FolderPlacesProperty.class,
            ClusterDefinition.class,
            ImpersonateDefinition.class,
            EnvironmentDefinition.class,
            ConsoleDefinition.class,
            ProxyHop.class,
            ProxyHeader.class,
            SocksHop.class,
            SshHop.class,
            ConsoleTriggerProperty.class);

    /** Secrets are credentials by id, so one field stands for all that a credential may hold. */
    private static final Map<String, String> BY_CREDENTIAL = Map.of(
            "credentials", "credentialsId",
            "basic", "credentialsId",
            "bearer", "credentialsId",
            "user", "credentialsId",
            "password", "credentialsId",
            "key", "credentialsId",
            "passphrase", "credentialsId",
            "clientCertificate", "clientCertificateId");

    @Test
    public void a_cluster_has_every_key_of_drawbridge_yaml() {
        assertCovered("{clusters: [{x: 1}]}", ClusterDefinition.class);
    }

    @Test
    public void so_has_an_environment() {
        assertCovered("{environments: [{x: 1}]}", EnvironmentDefinition.class);
    }

    @Test
    public void so_has_each_hop() {
        assertCovered("{clusters: [{id: a, url: 'https://a', access: [{proxy: {x: 1}}]}]}", ProxyHop.class);
        assertCovered("{clusters: [{id: a, url: 'https://a', access: [{socks: {x: 1}}]}]}", SocksHop.class);
        assertCovered("{clusters: [{id: a, url: 'https://a', access: [{ssh: {x: 1}}]}]}", SshHop.class);
        assertCovered("{clusters: [{id: a, url: 'https://a', impersonate: {x: 1}}]}", ImpersonateDefinition.class);
    }

    @Test
    public void hops_are_called_in_code_as_they_are_in_the_file() {
        Map<String, String> symbols = new TreeMap<>();
        for (Class<?> hop : List.of(ProxyHop.class, SocksHop.class, SshHop.class)) {
            Class<?> descriptor = Arrays.stream(hop.getDeclaredClasses())
                    .filter(Descriptor.class::isAssignableFrom)
                    .findFirst()
                    .orElseThrow();
            symbols.put(
                    hop.getSimpleName(),
                    String.join(",", descriptor.getAnnotation(Symbol.class).value()));
        }
        assertThat(symbols).isEqualTo(Map.of("ProxyHop", "proxy", "SocksHop", "socks", "SshHop", "ssh"));
        assertThat(DrawbridgeConfiguration.class.getAnnotation(Symbol.class).value())
                .containsExactly("drawbridge");
    }

    /** Configuration as code exports what a getter gives, and only if its type is the setter's. */
    @Test
    public void what_is_written_is_read_back_with_the_same_type() {
        for (Class<?> definition : DEFINITIONS) {
            fields(definition).forEach((field, type) -> assertThat(getter(definition, field))
                    .as(definition.getSimpleName() + "." + field)
                    .isNotNull()
                    .extracting(Method::getGenericReturnType)
                    .isEqualTo(type));
        }
    }

    @Test
    public void an_empty_field_is_one_that_was_never_set() throws Exception {
        for (Class<?> definition : DEFINITIONS) {
            for (Method setter : definition.getMethods()) {
                if (setter.isAnnotationPresent(DataBoundSetter.class)
                        && setter.getParameterTypes()[0] == String.class) {
                    Object made = made(definition);
                    setter.invoke(made, "  ");
                    assertThat(getter(definition, field(setter)).invoke(made))
                            .as(definition.getSimpleName() + "." + field(setter))
                            .isNull();
                }
            }
        }
    }

    private static void assertCovered(String yaml, Class<?> definition) {
        TreeSet<String> missing = new TreeSet<>(keys(yaml));
        missing.removeIf(key -> fields(definition).containsKey(key)
                || fields(definition).containsKey(BY_CREDENTIAL.getOrDefault(key, "-")));
        assertThat(missing).as(definition.getSimpleName()).isEmpty();
    }

    /** The file's own reader lists them when it meets one it does not know. */
    private static List<String> keys(String yaml) {
        StringBuilder faults = new StringBuilder();
        assertThatThrownBy(() -> DrawbridgeFile.parse("words", yaml, Path.of(""), Map.of()))
                .isInstanceOfSatisfying(InputException.class, fault -> faults.append(fault.getMessage()));
        Matcher known = Pattern.compile("unknown key 'x' in [^;]*; its keys are ([^\\n]*)")
                .matcher(faults);
        assertThat(known.find()).as(faults.toString()).isTrue();
        return Arrays.stream(known.group(1).split("[,\\s]+"))
                .filter(key -> key.matches("[A-Za-z]+"))
                .toList();
    }

    private static Map<String, Type> fields(Class<?> definition) {
        Map<String, Type> fields = new TreeMap<>();
        for (Constructor<?> constructor : definition.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters())
                        .forEach(parameter -> fields.put(parameter.getName(), parameter.getParameterizedType()));
            }
        }
        for (Method method : definition.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                fields.put(field(method), method.getGenericParameterTypes()[0]);
            }
        }
        return fields;
    }

    private static String field(Method setter) {
        return Character.toLowerCase(setter.getName().charAt(3))
                + setter.getName().substring(4);
    }

    private static Method getter(Class<?> definition, String field) {
        String end = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return Arrays.stream(definition.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> List.of("get" + end, "is" + end).contains(method.getName()))
                .findFirst()
                .orElse(null);
    }

    private static Object made(Class<?> definition) throws Exception {
        Constructor<?> constructor = definition.getConstructors()[0];
        return constructor.newInstance(
                Arrays.stream(constructor.getParameterTypes()).map(type -> "x").toArray());
    }
}
