package dev.warren.system.bench;

import dev.warren.local.LocalException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/** One connection, over which orders are placed one after the other; used by the thread of its channel alone. */
final class OrderConnection extends SimpleChannelInboundHandler<FullHttpResponse> {

    /** Who is told of each order that was accepted. */
    @FunctionalInterface
    interface Accepted {
        void order(OrderConnection over, UUID order, long due);
    }

    private final Subject subject;
    private final Accepted accepted;
    private final Consumer<Throwable> failed;
    private ChannelHandlerContext channel;
    private long due;

    OrderConnection(Subject subject, Accepted accepted, Consumer<Throwable> failed) {
        this.subject = subject;
        this.accepted = accepted;
        this.failed = failed;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
    }

    /** Sends it; the one before must have been accepted. */
    void place(ByteBuf order, String key, long dueThen) {
        due = dueThen;
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/orders", order);
        request.headers()
                .set(HttpHeaderNames.HOST, subject.front().getAuthority())
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, order.readableBytes())
                .set("Idempotency-Key", key);
        subject.token().ifPresent(token -> request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token));
        channel.writeAndFlush(request, channel.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        if (!response.status().equals(HttpResponseStatus.ACCEPTED)) {
            failed.accept(new LocalException(
                    "ORDER_REFUSED",
                    "an order must be answered 202 but was answered %s %s; what is refused is not measured"
                            .formatted(response.status(), response.content().toString(StandardCharsets.UTF_8))));
            return;
        }
        String location = response.headers().get(HttpHeaderNames.LOCATION);
        accepted.order(this, UUID.fromString(location.substring(location.lastIndexOf('/') + 1)), due);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failed.accept(new EOFException(subject.front() + " has closed a connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed.accept(cause);
    }
}
