package dev.warren.edge.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens of an issuer that publishes its keys. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedKeysTest implements TestPropertyProvider {

    private final RSAKey key = newKey("current");
    private final HttpServer issuer = issuer(new JWKSet(key.toPublicJWK()).toString());

    @Inject
    Caller caller;

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "micronaut.security.enabled", "true",
                "edge.security.issuer", "https://issuer.example.org",
                "edge.security.jwks-url",
                        "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
    }

    @AfterAll
    void stop() {
        issuer.stop(0);
    }

    @Test
    void a_token_signed_by_a_published_key_is_believed() throws Exception {
        Answer answer = as(signed(key));

        assertThat(answer.text()).isEqualTo(TestTokens.USER + " true");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
    }

    @Test
    void a_token_by_an_unknown_key_or_by_the_published_one_as_a_secret_is_not() throws Exception {
        as(signed(newKey("unknown"))).problem(401, "TOKEN_INVALID");
        String published = key.toPublicJWK().toJSONString();
        as(TestTokens.signed(JWSAlgorithm.HS256, published, it -> it.issuer("https://issuer.example.org")))
                .problem(401, "TOKEN_INVALID");
    }

    private static String signed(RSAKey key) throws Exception {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, TestTokens.claims(it -> it.issuer("https://issuer.example.org")));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpServer issuer(String keys) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                byte[] body = keys.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Answer as(String token) {
        return caller.get("/safe/mine", "Authorization", "Bearer " + token);
    }
}
