package dev.warren.local;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Breaks an answer off before its body, for answers without an end. For tests. */
public final class Unread implements BodySubscriber<String> {

    @Override
    public CompletionStage<String> getBody() {
        return CompletableFuture.completedStage("");
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> body) {
        // Nobody reads it.
    }

    @Override
    public void onError(Throwable thrown) {
        // Nobody reads it.
    }

    @Override
    public void onComplete() {
        // Nobody reads it.
    }
}
