package org.kohsuke.stapler;

public class HttpResponses {
    public HttpResponses() {}

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException ok() {
        return null;
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException notFound() {
        return null;
    }

    public static org.kohsuke.stapler.HttpResponse text(java.lang.String arg0) {
        return null;
    }

    public abstract static class HttpResponseException extends java.lang.RuntimeException
            implements org.kohsuke.stapler.HttpResponse {
        public HttpResponseException() {}

        public HttpResponseException(java.lang.String arg0) {
            super(arg0);
        }

        public HttpResponseException(java.lang.String arg0, java.lang.Throwable arg1) {
            super(arg0);
        }

        public HttpResponseException(java.lang.Throwable arg0) {}
    }
}
