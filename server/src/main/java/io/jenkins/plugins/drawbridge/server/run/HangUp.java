package io.jenkins.plugins.drawbridge.server.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGHUP, which ends a Java process that does not handle it. Reached by name, since the compiler warns of a class that
 * every Java has and no standard promises.
 */
final class HangUp {

    private HangUp() {}

    /** Where there is no such signal, a changed file is noticed all the same. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                    return null;
                }
                return method.getName().equals("equals") ? (Object) (proxy == arguments[0]) : "handler of SIGHUP";
            };
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            hangUp,
                            Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[] {handler}, calls));
        } catch (ReflectiveOperationException | IllegalArgumentException unknownHere) {
            return;
        }
    }
}
