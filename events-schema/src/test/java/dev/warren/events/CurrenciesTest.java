package dev.warren.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class CurrenciesTest {

    /**
     * When an upgrade of joda-money breaks this: a released schema never changes, so events may use the new currencies
     * only in a new version, and until then the record has to refuse them too.
     */
    @Test
    void the_schema_knows_the_currencies_of_the_record_and_their_decimals() throws JsonProcessingException {
        JsonNode money = new JsonMapper().readTree(Catalogue.sharedSchema()).at("/$defs/money");
        Map<String, String> inSchema = new TreeMap<>();
        for (JsonNode group : money.get("oneOf")) {
            String amounts = group.at("/properties/amount/pattern").textValue();
            group.at("/properties/currency/enum")
                    .forEach(code ->
                            assertThat(inSchema.put(code.textValue(), amounts)).isNull());
        }

        Map<String, String> inJoda = new TreeMap<>();
        CurrencyUnit.registeredCurrencies().stream()
                .filter(currency -> !currency.isPseudoCurrency())
                .forEach(currency -> inJoda.put(currency.getCode(), amounts(currency)));
        assertThat(inSchema).isEqualTo(inJoda);
    }

    private static String amounts(CurrencyUnit currency) {
        String digits = "(0|[1-9][0-9]{0,%d})".formatted(MoneyRules.integerDigits(currency) - 1);
        int decimals = currency.getDecimalPlaces();
        return "^" + digits + (decimals == 0 ? "" : "\\.[0-9]{%d}".formatted(decimals)) + "$";
    }
}
