package dev.warren.system.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Large interfaces of which the runtime calls a few methods. */
final class Proxies {

    /** @return what the method returns */
    interface Calls {
        Object call(String method, Object[] arguments) throws Exception;
    }

    private Proxies() {}

    static <T> T of(Class<T> type, Calls calls) {
        InvocationHandler handler = (proxy, method, arguments) -> answer(proxy, method, arguments, calls);
        return type.cast(Proxy.newProxyInstance(Proxies.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object answer(Object proxy, Method method, Object[] arguments, Calls calls) throws Exception {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> calls.call(method.getName(), arguments);
        };
    }

    static UnsupportedOperationException unknown(String type, String method) {
        return new UnsupportedOperationException("the simulated %s has no %s: add it".formatted(type, method));
    }
}
