package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundConstructor;

/** Opens the finished plugin as Jenkins would. */
public class HpiIT {

    private static final String DEPENDENCIES = "cloudbees-folder:6.1073.va_7888eb_dd514;resolution:=optional,"
            + "credentials:1480.v2246fd131e83,jackson2-api:2.20.1-423.v13951f6b_6532,jsch:0.2.16-95.v3eecb_55fa_b_78,"
            + "okhttp-api:4.12.0-195.vc02552c04ffd,plain-credentials:199.v9f8e1f741799,"
            + "snakeyaml-api:2.5-143.v93b_c004f89de,ssh-credentials:361.vb_f6760818e8c,structs:362.va_b_695ef4fdf9,"
            + "workflow-api:1384.vdc05a_48f535f,workflow-step-api:710.v3e456cc85233";

    private static final Path HPI = Path.of(System.getProperty("drawbridge.hpi", "target/drawbridge.hpi"));

    @Test
    public void its_manifest_says_what_jenkins_asks() throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            assertDescribed(hpi.getManifest().getMainAttributes());
        }
    }

    @Test
    public void so_does_the_manifest_of_the_plugin_s_own_jar() throws IOException {
        Attributes attributes = ownManifest().getMainAttributes();

        assertDescribed(attributes);
        assertThat(attributes.getValue("Jenkins-ClassFilter-Whitelisted")).isEqualTo("true");
    }

    private static void assertDescribed(Attributes attributes) {
        assertThat(attributes.getValue("Short-Name")).isEqualTo("drawbridge");
        assertThat(attributes.getValue("Long-Name")).isEqualTo("Drawbridge");
        assertThat(attributes.getValue("Group-Id")).isEqualTo("io.jenkins.plugins.drawbridge");
        assertThat(attributes.getValue("Artifact-Id")).isEqualTo("drawbridge");
        assertThat(attributes.getValue("Plugin-Version")).isNotBlank();
        assertThat(attributes.getValue("Jenkins-Version")).isEqualTo("2.528.3");
        assertThat(attributes.getValue("Hudson-Version")).isEqualTo("2.528.3");
        assertThat(attributes.getValue("Minimum-Java-Version")).isEqualTo("17");
        assertThat(attributes.getValue("Support-Dynamic-Loading")).isEqualTo("true");
        assertThat(attributes.getValue("Plugin-Dependencies")).isEqualTo(DEPENDENCIES);
    }

    @Test
    public void it_ships_the_plugin_and_the_engine_alone() throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            assertThat(hpi.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar")))
                    .containsExactlyInAnyOrder("WEB-INF/lib/drawbridge.jar", "WEB-INF/lib/drawbridge-engine.jar");
            assertThat(hpi.stream().map(JarEntry::getName)).contains("js/live.js", "css/drawbridge.css");
        }
        assertThat(files("drawbridge")).containsKey("images/symbols/drawbridge.svg");
        assertThat(HPI.toFile().length()).isLessThan(2_000_000);
    }

    @Test
    public void no_signature_of_jenkins_and_no_library_of_its_plugins_is_inside() throws IOException {
        List<String> classes = new ArrayList<>(files("drawbridge").keySet());
        classes.addAll(files("drawbridge-engine").keySet());
        classes.removeIf(name -> !name.endsWith(".class"));

        assertThat(classes).hasSizeGreaterThan(300).allMatch(name -> name.startsWith("io/jenkins/plugins/drawbridge/"));
        assertThat(classes).noneMatch(name -> name.startsWith("io/jenkins/plugins/drawbridge/index/"));
    }

    @Test
    public void the_index_of_extensions_names_each_of_them() throws Exception {
        byte[] index = files("drawbridge").get("META-INF/annotations/hudson.Extension");
        List<String> indexed = new ArrayList<>();
        try (ObjectInputStream items = new ObjectInputStream(new ByteArrayInputStream(index))) {
            for (Object item = items.readObject(); item != null; item = items.readObject()) {
                String text = item.toString();
                indexed.add(text.substring(text.indexOf("io.jenkins.")).replaceAll("[^\\w.$].*", ""));
            }
        }

        assertThat(indexed).containsExactlyInAnyOrderElementsOf(annotated(hudson.Extension.class));
        for (IndexItem<hudson.Extension, Object> item :
                Index.load(hudson.Extension.class, Object.class, getClass().getClassLoader())) {
            assertThat(item.annotation()).isNotNull();
        }
    }

    @Test
    public void each_data_bound_class_has_its_parameters_beside_it() throws Exception {
        Map<String, byte[]> files = files("drawbridge");
        Map<String, String> expected = new TreeMap<>();
        for (Class<?> type : classes()) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                    String names = Arrays.stream(constructor.getParameters())
                            .map(parameter -> parameter.getName())
                            .collect(Collectors.joining(","));
                    expected.put(type.getName().replace('.', '/') + ".stapler", "constructor=" + names + "\n");
                }
            }
        }
        Map<String, String> found = new TreeMap<>();
        files.forEach((name, content) -> {
            if (name.endsWith(".stapler")) {
                found.put(name, new String(content, StandardCharsets.UTF_8));
            }
        });

        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(8);
    }

    @Test
    public void the_index_of_symbols_names_each_of_them() throws Exception {
        String index = new String(
                files("drawbridge").get("META-INF/services/annotations/org.jenkinsci.Symbol"), StandardCharsets.UTF_8);

        assertThat(index.lines()).containsExactlyInAnyOrderElementsOf(annotated(Symbol.class));
    }

    private static List<String> annotated(Class<? extends java.lang.annotation.Annotation> annotation)
            throws Exception {
        return classes().stream()
                .filter(type -> type.isAnnotationPresent(annotation))
                .map(Class::getName)
                .toList();
    }

    private static List<Class<?>> classes() throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : files("drawbridge").keySet()) {
            if (name.endsWith(".class") && !name.endsWith("package-info.class")) {
                classes.add(Class.forName(
                        name.replace('/', '.').replaceAll("\\.class$", ""), false, HpiIT.class.getClassLoader()));
            }
        }
        return classes;
    }

    private static Manifest ownManifest() throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile());
                InputStream entry = hpi.getInputStream(hpi.getEntry("WEB-INF/lib/drawbridge.jar"));
                JarInputStream jar = new JarInputStream(entry)) {
            return jar.getManifest();
        }
    }

    private static Map<String, byte[]> files(String jarName) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (JarFile hpi = new JarFile(HPI.toFile());
                InputStream entry = hpi.getInputStream(hpi.getEntry("WEB-INF/lib/" + jarName + ".jar"));
                JarInputStream jar = new JarInputStream(entry)) {
            for (JarEntry file = jar.getNextJarEntry(); file != null; file = jar.getNextJarEntry()) {
                if (!file.isDirectory()) {
                    files.put(file.getName(), jar.readAllBytes());
                }
            }
        }
        return Collections.unmodifiableMap(files);
    }
}
