package io.jenkins.plugins.drawbridge.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

public class ReportHtmlTest {

    @Test
    public void foreign_text_stays_text_in_every_field() throws Exception {
        String page = ReportHtml.page(SampleReports.hostile());
        assertThat(page).doesNotContain("<img", "\u001B", "\u202E");
        Document document = parse(ReportHtml.fragment(SampleReports.hostile()));
        assertThat(document.getElementsByTagName("img").getLength()).isZero();
        assertThat(document.getDocumentElement().getTextContent()).contains("<img src=x onerror=alert(1)>");
        for (int index = 0; index < document.getElementsByTagName("*").getLength(); index++) {
            Element element = (Element) document.getElementsByTagName("*").item(index);
            assertThat(element.getAttribute("onerror")).isEmpty();
            assertThat(element.getAttribute("class")).matches("[a-z -]*");
        }
    }

    @Test
    public void is_one_file_without_script_that_its_own_policy_allows() throws Exception {
        String page = ReportHtml.page(SampleReports.failed());
        assertThat(page).doesNotContain("<script", "http://", "https://", "url(", "@import", " style=", "onclick");
        Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(page);
        assertThat(style.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(page)
                .contains("content=\"default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "'; base-uri 'none'; form-action 'none'\"");
    }

    @Test
    public void every_class_and_id_can_be_embedded_in_a_strange_page() throws Exception {
        Document document = parse(ReportHtml.fragment(SampleReports.failed()));
        for (int index = 0; index < document.getElementsByTagName("*").getLength(); index++) {
            Element element = (Element) document.getElementsByTagName("*").item(index);
            for (String name : (element.getAttribute("class") + " " + element.getAttribute("id"))
                    .trim()
                    .split(" +")) {
                assertThat(name).matches("|db-.*");
            }
        }
        Matcher selector = Pattern.compile("\\.([a-z][a-z0-9-]*)[^;{}]*\\{").matcher(ReportHtml.stylesheet());
        while (selector.find()) {
            assertThat(selector.group(1)).startsWith("db-");
        }
    }

    @Test
    public void shows_the_words_the_versions_and_the_reason() {
        String page = ReportHtml.fragment(SampleReports.failed());
        assertThat(page)
                .contains(
                        "2026-03-02 09:30:00 UTC",
                        "No Info Available",
                        "1.2.0",
                        "ImagePullBackOff",
                        "<mark>2</mark>",
                        "<mark>3</mark>")
                .contains("<del>-   search: false\n</del>", "<ins>+   search: true\n</ins>")
                .contains("****a")
                .contains("ConfigMap</span> <b>common</b></span>: shown with api");
    }

    @Test
    public void a_failed_service_is_open_and_an_untouched_one_is_not() {
        String page = ReportHtml.fragment(SampleReports.failed());
        assertThat(page)
                .contains("db-outcome-deploy db-bad\" open>")
                .contains("<details class=\"db-service db-outcome-no-update\">");
    }

    @Test
    public void what_failed_stands_on_top_and_the_rest_as_it_was() {
        Matcher services = Pattern.compile(
                        "<details class=\"db-service [^>]*>.*?class=\"db-name\">([^<]*)<", Pattern.DOTALL)
                .matcher(ReportHtml.fragment(SampleReports.failedFurtherDown()));
        List<String> names = new ArrayList<>();
        while (services.find()) {
            names.add(services.group(1));
        }
        List<String> expected = new ArrayList<>(SampleReports.failedFurtherDown().services().stream()
                .map(service -> service.plan().name())
                .collect(Collectors.toList()));
        assertThat(expected.indexOf("web")).isPositive();
        expected.remove("web");
        expected.add(0, "web");
        assertThat(names).isEqualTo(expected);
    }

    private static Document parse(String fragment) throws Exception {
        String xml = fragment.replace(" checked>", " checked=\"\"/>")
                .replace(" open>", " open=\"\">")
                .replaceAll("(<input [^>]*[^/])>", "$1/>");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader(xml)));
    }
}
