package dev.warren.edge.feed;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;

/** The server's compression keeps what it is given until a block is full: an event would wait for those after it. */
@Singleton
final class FeedsUncompressed implements BeanCreatedEventListener<HttpCompressionStrategy> {

    @Override
    public HttpCompressionStrategy onCreated(BeanCreatedEvent<HttpCompressionStrategy> event) {
        return new ButFeeds(event.getBean());
    }

    private record ButFeeds(HttpCompressionStrategy others) implements HttpCompressionStrategy {

        @Override
        public boolean shouldCompress(HttpResponse response) {
            String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
            return !type.startsWith(MediaType.TEXT_EVENT_STREAM) && others.shouldCompress(response);
        }

        @Override
        public boolean isEnabled() {
            return others.isEnabled();
        }

        @Override
        public int getCompressionLevel() {
            return others.getCompressionLevel();
        }

        @Override
        public int getMaxZstdEncodeSize() {
            return others.getMaxZstdEncodeSize();
        }
    }
}
