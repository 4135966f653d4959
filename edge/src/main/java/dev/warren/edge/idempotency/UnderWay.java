package dev.warren.edge.idempotency;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Requests under one key that meet while the first of them is under way: the others wait and share its answer, which is a commit
 * away, instead of being told to come back. Two of them must not meet in one batch, where a unique index would refuse all of it.
 * Those of other instances meet there, and then the batch is decided again on what is stored.
 *
 * <p>Never blocks. Thread-safe.
 *
 * @param <K> a key, whole: with its user where every user has keys of its own
 * @param <V> an answer
 */
public final class UnderWay<K, V> {

    private final Map<K, CompletableFuture<V>> answers = new ConcurrentHashMap<>();

    /** The answer of the request that is under way with this key; of this one if there is none. A failure is shared as well. */
    public CompletableFuture<V> share(K key, Supplier<? extends CompletionStage<V>> request) {
        var answer = new CompletableFuture<V>();
        var first = answers.putIfAbsent(key, answer);
        if (first != null) {
            return first;
        }
        start(request).whenComplete((value, failure) -> {
            answers.remove(key);
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** A request that cannot even be started must not leave its key under way for ever. */
    private static <V> CompletionStage<V> start(Supplier<? extends CompletionStage<V>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
