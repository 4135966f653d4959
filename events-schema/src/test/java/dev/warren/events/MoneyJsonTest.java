package dev.warren.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyJsonTest {

    private static final JsonMapper EVENTS =
            JsonMapper.builder().addModule(ContractModule.forEvents()).build();
    private static final JsonMapper HTTP =
            JsonMapper.builder().addModule(ContractModule.forHttp()).build();

    @Test
    void money_is_written_with_its_currencys_decimals() throws JsonProcessingException {
        assertThat(HTTP.writeValueAsString(Money.parse("EUR 12.5")))
                .isEqualTo("{\"amount\":\"12.50\",\"currency\":\"EUR\"}");
        assertThat(HTTP.writeValueAsString(Money.parse("JPY 1200")))
                .isEqualTo("{\"amount\":\"1200\",\"currency\":\"JPY\"}");
        assertThat(HTTP.writeValueAsString(Money.parse("CLF 0.0001")))
                .isEqualTo("{\"amount\":\"0.0001\",\"currency\":\"CLF\"}");
    }

    @ParameterizedTest
    @CsvSource({"12, EUR 12.00", "12.5, EUR 12.50", "12.50, EUR 12.50", "0, EUR 0.00", "-3.5, EUR -3.50"})
    void people_may_leave_out_decimals(String amount, String money) throws JsonProcessingException {
        assertThat(HTTP.readValue(json('"' + amount + '"', "EUR"), Money.class)).isEqualTo(Money.parse(money));
    }

    @Test
    void events_may_not() {
        assertRefused(EVENTS, json("\"12.5\"", "EUR"), "has too few decimals: EUR has 2 but it was \"12.5\"");
        assertRefused(EVENTS, json("\"12\"", "KWD"), "has too few decimals: KWD has 3 but it was \"12\"");
    }

    @Test
    void each_mistake_has_its_own_words() {
        assertRefused(HTTP, json("12.5", "EUR"), "is not a string: must be a JSON string but was VALUE_NUMBER_FLOAT");
        assertRefused(
                HTTP,
                json("\"dear\"", "EUR"),
                "is not a number: must be a plain decimal such as \"12.50\" but was \"dear\"");
        assertRefused(
                HTTP,
                json("\"-0.00\"", "EUR"),
                "is not a number: must be a plain decimal such as \"12.50\" but was \"-0.00\"");
        assertRefused(HTTP, json("\"12.505\"", "EUR"), "has too many decimals: EUR has 2 but it was \"12.505\"");
        assertRefused(
                HTTP,
                json("\"1000000000000000\"", "EUR"),
                "is too large: at most 15 digits may stand before the point but it was \"1000000000000000\"");
        assertRefused(
                HTTP, json("\"1\"", "ZZZ"), "is unknown: must be an ISO 4217 code such as \"EUR\" but was \"ZZZ\"");
        assertRefused(
                HTTP,
                json("\"1\"", "XAU"),
                "is unknown: must be in a currency with minor units such as EUR but was XAU");
        assertRefused(HTTP, "{\"amount\":\"1\"}", "must be present but was missing or null");
    }

    @Test
    void a_record_refuses_what_reading_refuses() {
        OrderId order = OrderId.parse("019b2f51-08c4-7e5a-b7d3-6c1f2a9e4b80");
        UserId user = UserId.parse("019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62");

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new UserEvent.CreditReleased(order, user, Money.parse("EUR 1000000000000000.00")))
                .withMessageStartingWith("amount is too large");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new UserEvent.CreditReleased(order, user, Money.parse("XXX 1")))
                .withMessageStartingWith("amount is unknown");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new UserEvent.CreditReleased(order, user, Money.parse("EUR -0.01")))
                .withMessage("amount must not be negative but was EUR -0.01");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new UserEvent.CreditReserved(order, user, Money.zero(CurrencyUnit.EUR)))
                .withMessage("amount must be more than zero but was EUR 0.00");
    }

    @Test
    void the_largest_amounts_fit_a_long() throws JsonProcessingException {
        Money euros = EVENTS.readValue(json("\"999999999999999.99\"", "EUR"), Money.class);
        Money unidades = EVENTS.readValue(json("\"99999999999999.9999\"", "CLF"), Money.class);

        assertThat(euros.getAmountMinorLong()).isEqualTo(99_999_999_999_999_999L);
        assertThat(unidades.getAmountMinorLong()).isEqualTo(999_999_999_999_999_999L);
        assertRefused(
                EVENTS,
                json("\"100000000000000.0000\"", "CLF"),
                "is too large: at most 14 digits may stand before the point but it was \"100000000000000.0000\"");
    }

    private static String json(String amount, String currency) {
        return "{\"amount\":%s,\"currency\":\"%s\"}".formatted(amount, currency);
    }

    private static void assertRefused(JsonMapper mapper, String json, String reason) {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> mapper.readValue(json, Money.class))
                .satisfies(refusal -> assertThat(refusal.getOriginalMessage()).isEqualTo(reason));
    }
}
