package io.tdejdbc.keystore.internal.vault;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body of limited size in one array; arrays that got too small are zeroed, since it may hold a key. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final int most;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private byte[] bytes = new byte[1024];
    private int length;
    private Flow.Subscription subscription = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            int size = part.remaining();
            if (size > most - length) {
                subscription.cancel();
                onError(new IOException("an answer of more than " + most + " bytes"));
                return;
            }
            if (length + size > bytes.length) {
                byte[] larger = Arrays.copyOf(bytes, Math.max(length + size, Math.min(most, bytes.length * 2)));
                Arrays.fill(bytes, (byte) 0);
                bytes = larger;
            }
            part.get(bytes, length, size);
            length += size;
        }
    }

    @Override
    public void onError(Throwable failure) {
        Arrays.fill(bytes, (byte) 0);
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        byte[] body = Arrays.copyOf(bytes, length);
        Arrays.fill(bytes, (byte) 0);
        result.complete(body);
    }
}
