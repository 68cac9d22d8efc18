package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Two builds of one source tree: what the everyday one can know of the official one. */
public class OfficialBuildTest {

    private static final Path OFFICIAL = Path.of("official");

    @Test
    public void both_are_one_plugin_for_one_jenkins() throws Exception {
        Document everyday = parsed(Path.of("pom.xml"));
        Document official = parsed(OFFICIAL.resolve("pom.xml"));
        assertThat(project(official, "artifactId")).isEqualTo(project(everyday, "artifactId"));
        assertThat(project(official, "groupId")).isEqualTo(parent(everyday, "groupId"));
        assertThat(project(official, "version")).isEqualTo(parent(everyday, "version"));
        assertThat(property(official, "jenkins.version")
                        .replace("${jenkins.baseline}", property(official, "jenkins.baseline")))
                .isEqualTo(property(everyday, "jenkins.version"));
    }

    @Test
    public void both_depend_on_the_same_plugins_and_ship_the_engine_alone() throws Exception {
        Document official = parsed(OFFICIAL.resolve("pom.xml"));
        Set<String> everyday = new TreeSet<>();
        for (String one :
                property(parsed(Path.of("pom.xml")), "jenkins.dependencies").split(",")) {
            everyday.add(one.replaceFirst(":[^;]*", ""));
        }
        Set<String> plugins = new TreeSet<>();
        Set<String> shipped = new TreeSet<>();
        NodeList all = official.getElementsByTagName("dependency");
        for (int index = 0; index < all.getLength(); index++) {
            Element dependency = (Element) all.item(index);
            String scope = text(dependency, "scope");
            String name = text(dependency, "artifactId");
            if (scope.isEmpty() && text(dependency, "groupId").startsWith("io.jenkins.plugins.drawbridge")) {
                shipped.add(name);
            } else if (scope.isEmpty()) {
                plugins.add(name + (text(dependency, "optional").equals("true") ? ";resolution:=optional" : ""));
            }
        }
        assertThat(plugins).isEqualTo(everyday);
        assertThat(shipped).containsExactly("drawbridge-engine");
    }

    @Test
    public void it_compiles_these_very_sources() throws Exception {
        Document official = parsed(OFFICIAL.resolve("pom.xml"));
        Element build = (Element) official.getElementsByTagName("build").item(0);
        for (String tag : List.of("sourceDirectory", "directory", "warSourceDirectory")) {
            String path = text(build, tag).replace("${project.basedir}", OFFICIAL.toString());
            assertThat(Path.of(path).toRealPath())
                    .as(tag)
                    .startsWith(Path.of("src/main").toRealPath());
        }
    }

    @Test
    public void its_tests_use_only_members_of_ours_that_exist() throws Exception {
        Set<String> imports = new HashSet<>();
        try (Stream<Path> files = Files.walk(OFFICIAL.resolve("src/test/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher own = Pattern.compile("import (io\\.jenkins\\.plugins\\.drawbridge\\.[\\w.]+);")
                        .matcher(Files.readString(file));
                while (own.find()) {
                    imports.add(own.group(1));
                }
            }
        }
        assertThat(imports).hasSizeGreaterThan(10);
        for (String one : imports) {
            assertThat(Class.forName(one, false, getClass().getClassLoader())).isPublic();
        }
    }

    private static Document parsed(Path file) throws Exception {
        try (var stream = Files.newInputStream(file)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
    }

    private static String project(Document pom, String tag) {
        return text(pom.getDocumentElement(), tag);
    }

    private static String parent(Document pom, String tag) {
        return text((Element) pom.getElementsByTagName("parent").item(0), tag);
    }

    private static String property(Document pom, String name) {
        return text((Element) pom.getElementsByTagName("properties").item(0), name);
    }

    /** Of a child, or else of something further below; empty if there is none. */
    private static String text(Element element, String tag) {
        NodeList children = element.getChildNodes();
        for (int index = 0; index < children.getLength(); index++) {
            if (children.item(index).getNodeName().equals(tag)) {
                return children.item(index).getTextContent().strip();
            }
        }
        NodeList deeper = element.getElementsByTagName(tag);
        boolean leaf = Arrays.asList("sourceDirectory", "directory", "warSourceDirectory")
                .contains(tag);
        return leaf && deeper.getLength() > 0 ? deeper.item(0).getTextContent().strip() : "";
    }
}
