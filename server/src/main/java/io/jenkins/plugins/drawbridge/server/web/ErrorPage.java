package io.jenkins.plugins.drawbridge.server.web;

/** What a browser is shown when a request failed. */
final class ErrorPage {

    private ErrorPage() {}

    static String of(int status, String sentence) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title(status)
                + " - Drawbridge</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"stylesheet\" href=\"/static/drawbridge.css\">"
                + "</head><body class=\"error\"><header class=\"bar\"><a class=\"brand\" href=\"/\">"
                + "<img src=\"/static/drawbridge.svg\" alt=\"\" width=\"28\" height=\"28\">Drawbridge</a></header><main>"
                + "<h1>" + title(status) + "</h1><p>" + escaped(sentence)
                + "</p><p><a href=\"/\">To the overview</a></p>"
                + "</main></body></html>\n";
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "That cannot be done so";
            case 401, 403 -> "Not allowed";
            case 404 -> "Not found";
            case 409 -> "Not now";
            case 413 -> "Too large";
            case 429 -> "Too many requests";
            case 503 -> "Not available";
            default -> "Error " + status;
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
