package io.jenkins.plugins.drawbridge.server.web;

/** What a browser is shown when a request failed. */
final class ErrorPage {

    private ErrorPage() {}

    static String of(int status, String sentence) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + status
                + " - Drawbridge</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<link rel=\"stylesheet\" href=\"/static/drawbridge.css\"></head><body class=\"error\"><main>"
                + "<h1>" + status + "</h1><p>" + escaped(sentence) + "</p><p><a href=\"/\">To the overview</a></p>"
                + "</main></body></html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
