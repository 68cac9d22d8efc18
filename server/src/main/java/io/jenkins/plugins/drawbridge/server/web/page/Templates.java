package io.jenkins.plugins.drawbridge.server.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** Fills the templates, which are compiled with the server. Everything they show is escaped. Thread-safe. */
final class Templates {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            Templates.class.getClassLoader(),
            "io.jenkins.plugins.drawbridge.server.web.page.jte");

    String fill(String template, Map<String, Object> values) {
        StringOutput output = new StringOutput(16 * 1024);
        engine.render(template + ".jte", values, output);
        return output.toString();
    }

    void show(Context request, String template, Map<String, Object> values) {
        request.contentType("text/html;charset=utf-8");
        request.result(fill(template, values));
    }
}
