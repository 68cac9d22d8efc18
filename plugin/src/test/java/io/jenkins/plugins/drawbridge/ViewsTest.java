package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import io.jenkins.plugins.drawbridge.report.DeploySection;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundSetter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Every view and every help file that the plugin has. */
public class ViewsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path WEBAPP = Path.of("src/main/webapp");
    private static final Pattern REFERENCE = Pattern.compile("\\b([a-z]\\w*)((?:\\.[a-z]\\w*)+)");

    /** What Jenkins itself puts into a view. */
    private static final List<String> GIVEN = List.of("rootURL", "instance", "descriptor");

    @Test
    public void each_view_is_well_formed_and_escapes_by_default() throws Exception {
        for (Path view : views()) {
            assertThat(Files.readAllLines(view).get(0))
                    .as(view.toString())
                    .isEqualTo("<?jelly escape-by-default='true'?>");
            assertThat(parsed(view).getDocumentElement()).as(view.toString()).isNotNull();
        }
        assertThat(views()).hasSizeGreaterThan(15);
    }

    @Test
    public void no_view_has_script_style_or_handlers_inside() throws Exception {
        for (Path view : views()) {
            elements(parsed(view)).forEach(element -> {
                if (element.getTagName().equals("script")) {
                    assertThat(element.getTextContent()).as(view + ": script").isBlank();
                    assertThat(element.getAttribute("src"))
                            .as(view + ": script")
                            .startsWith("${rootURL}/plugin/drawbridge/");
                }
                assertThat(element.getTagName()).as(view.toString()).isNotEqualTo("style");
                attributes(element).forEach((name, value) -> {
                    assertThat(name).as(view.toString()).doesNotStartWith("on").isNotEqualTo("style");
                    assertThat(value).as(view.toString()).doesNotContain("javascript:");
                });
            });
        }
    }

    @Test
    public void only_the_shared_renderer_s_html_is_put_out_as_it_is() throws Exception {
        List<String> raw = new ArrayList<>();
        for (Path view : views()) {
            elements(parsed(view)).stream()
                    .filter(element -> element.getTagName().equals("j:out"))
                    .forEach(element -> raw.add(view.getFileName() + " " + element.getAttribute("value")));
        }

        assertThat(raw).containsExactlyInAnyOrder("body.jelly ${it.fragment}", "part.jelly ${it.part}");
    }

    @Test
    public void static_files_that_views_name_are_there_and_hold_no_eval() throws Exception {
        for (Path view : views()) {
            Matcher file = Pattern.compile("/plugin/drawbridge/([^\"'$}]+)").matcher(Files.readString(view));
            while (file.find()) {
                assertThat(WEBAPP.resolve(file.group(1))).as(view.toString()).isRegularFile();
            }
        }
        assertThat(Files.readString(WEBAPP.resolve("js/live.js")))
                .doesNotContain("eval(", "innerHTML", "document.write");
    }

    @Test
    public void each_colour_of_the_shared_report_is_one_of_jenkins_s_own() throws Exception {
        String ours = Files.readString(WEBAPP.resolve("css/drawbridge.css"));
        Set<String> colours = new TreeSet<>();
        Matcher colour = Pattern.compile("(--[a-z-]+): *#").matcher(ReportHtml.stylesheet());
        while (colour.find()) {
            colours.add(colour.group(1));
        }
        assertThat(colours).hasSizeGreaterThan(15);
        for (String name : colours) {
            assertThat(ours).as(name).containsPattern("(?m)^  " + name + ": .*var\\(--");
        }
    }

    @Test
    public void each_view_belongs_to_a_class_and_names_properties_that_exist() throws Exception {
        for (Path view : views()) {
            if (!view.equals(RESOURCES.resolve("index.jelly"))) {
                Class<?> owner = owner(view);
                assertPropertiesExist(view, owner);
                assertFieldsExist(view, owner);
            }
        }
    }

    @Test
    public void a_time_is_shown_as_jenkins_shows_times() throws Exception {
        List<String> shown = new ArrayList<>();
        for (Path view : views()) {
            for (Element element : elements(parsed(view))) {
                if (element.getTagName().equals("i:formatDate")) {
                    shown.add(element.getAttribute("value"));
                }
                if (element.getTagName().equals("td")) {
                    assertThat(ownText(element)).as(view.toString()).doesNotContain("started");
                }
            }
        }
        assertThat(shown).containsExactly("${deploy.section.started}", "${section.started}");
        assertThat(DeploySection.class.getMethod("getStarted").getReturnType()).isEqualTo(Date.class);
    }

    @Test
    public void each_field_of_a_form_has_help_that_belongs_to_it() throws Exception {
        for (Path view : views()) {
            for (Element element : elements(parsed(view))) {
                if (element.getTagName().equals("f:entry")
                        && !element.getAttribute("field").isEmpty()) {
                    String field = element.getAttribute("field");
                    assertThat(help(owner(view), field)).as(view + " " + field).isNotNull();
                }
            }
        }
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("help-"))
                    .toList()) {
                String field = file.getFileName().toString().replaceAll("help-|\\.html", "");
                assertThat(getter(owner(file), field)).as(file.toString()).isNotNull();
                assertThat(parsed(file).getDocumentElement().getTextContent())
                        .as(file.toString())
                        .isNotBlank();
            }
        }
    }

    @Test
    public void the_steps_know_the_words_of_the_engine_and_say_the_same_of_them() throws Exception {
        for (String step : List.of(StepParameter.SMART_DIFF, StepParameter.SMART_DEPLOY)) {
            Class<?> type = Class.forName("io.jenkins.plugins.drawbridge.steps." + Character.toUpperCase(step.charAt(0))
                    + step.substring(1) + "Step");
            TreeSet<String> words = new TreeSet<>();
            for (Method method : type.getMethods()) {
                if (method.isAnnotationPresent(DataBoundSetter.class)) {
                    words.add(Character.toLowerCase(method.getName().charAt(3))
                            + method.getName().substring(4));
                }
            }
            assertThat(words).isEqualTo(new TreeSet<>(StepParameter.words(step)));
            for (StepParameter parameter : StepParameter.of(step)) {
                String text = Files.readString(
                        RESOURCES.resolve(help(type, parameter.word()).replaceFirst("^/", "")));
                assertThat(text.toLowerCase(java.util.Locale.ROOT))
                        .contains(parameter.help().toLowerCase(java.util.Locale.ROOT));
            }
        }
    }

    private static void assertPropertiesExist(Path view, Class<?> owner) throws Exception {
        Map<String, Type> known = new HashMap<>();
        known.put("it", owner);
        for (Element element : elements(parsed(view))) {
            for (String value : attributes(element).values()) {
                assertReferences(view, value, known);
            }
            assertReferences(view, ownText(element), known);
            if (element.getTagName().equals("j:forEach")) {
                known.put(
                        element.getAttribute("var"),
                        elementOf(type(view, inner(element.getAttribute("items")), known)));
            }
            if (element.getTagName().equals("j:set")) {
                known.put(element.getAttribute("var"), type(view, inner(element.getAttribute("value")), known));
            }
        }
    }

    private static String inner(String expression) {
        return expression.replaceAll("^\\$\\{|}$", "");
    }

    private static void assertReferences(Path view, String text, Map<String, Type> known) {
        Matcher expression = Pattern.compile("\\$\\{([^}]*)}").matcher(text);
        while (expression.find()) {
            Matcher reference = REFERENCE.matcher(expression.group(1));
            while (reference.find()) {
                if (!GIVEN.contains(reference.group(1))) {
                    type(view, reference.group(), known);
                }
            }
        }
    }

    private static Type type(Path view, String reference, Map<String, Type> known) {
        String[] parts = reference.split("\\.");
        Type type = known.get(parts[0]);
        assertThat(type).as(view + ": " + reference).isNotNull();
        for (int index = 1; index < parts.length; index++) {
            Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
            Method getter = getter(raw, parts[index]);
            boolean jenkinsOwn = raw.getName().startsWith("hudson.");
            if (getter == null && jenkinsOwn) {
                return Object.class; // the signatures hold only what the code itself calls
            }
            assertThat(getter).as(view + ": " + reference).isNotNull();
            type = getter.getGenericReturnType();
        }
        return type;
    }

    private static Type elementOf(Type list) {
        return ((ParameterizedType) list).getActualTypeArguments()[0];
    }

    private static void assertFieldsExist(Path view, Class<?> owner) throws Exception {
        for (Element element : elements(parsed(view))) {
            String field = element.getAttribute("field");
            if (!field.isEmpty()) {
                assertThat(getter(owner, field)).as(view + ": " + field).isNotNull();
            }
            if (List.of("f:select", "c:select").contains(element.getTagName())) {
                String name = ((Element) element.getParentNode()).getAttribute("field");
                String method = "doFill" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Items";
                assertThat(descriptor(owner).getMethods())
                        .as(view + ": " + method)
                        .extracting(Method::getName)
                        .contains(method);
            }
        }
    }

    private static Class<?> descriptor(Class<?> owner) throws ClassNotFoundException {
        return Class.forName(owner.getName() + "$DescriptorImpl");
    }

    private static Method getter(Class<?> type, String property) {
        String end = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0
                    && List.of("get" + end, "is" + end).contains(method.getName())) {
                return method;
            }
        }
        return null;
    }

    /** As Jenkins looks for it: beside the class, or beside one it extends. */
    private static String help(Class<?> type, String field) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            String file = "/" + one.getName().replace('.', '/') + "/help-" + field + ".html";
            if (ViewsTest.class.getResource(file) != null) {
                return file;
            }
        }
        return null;
    }

    private static Class<?> owner(Path view) throws ClassNotFoundException {
        return Class.forName(RESOURCES.relativize(view.getParent()).toString().replace('/', '.'));
    }

    private static List<Path> views() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".jelly"))
                    .sorted()
                    .toList();
        }
    }

    private static Document parsed(Path view) throws Exception {
        try (InputStream stream = Files.newInputStream(view)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
    }

    private static String ownText(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE) {
                text.append(child.getTextContent());
            }
        }
        return text.toString();
    }

    private static List<Element> elements(Document document) {
        NodeList all = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < all.getLength(); index++) {
            elements.add((Element) all.item(index));
        }
        return elements;
    }

    private static Map<String, String> attributes(Element element) {
        NamedNodeMap all = element.getAttributes();
        Map<String, String> attributes = new HashMap<>();
        for (int index = 0; index < all.getLength(); index++) {
            attributes.put(all.item(index).getNodeName(), all.item(index).getNodeValue());
        }
        return attributes;
    }
}
