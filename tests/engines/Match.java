import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Says for each line "PATTERN TEXT", both in base64, whether java.util.regex finds the pattern. */
class Match {
    static String decode(String word) {
        return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Pattern> compiled = new HashMap<>();
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = lines.readLine()) != null; ) {
            String[] words = line.split(" ", -1);
            Pattern pattern = compiled.computeIfAbsent(words[0], it -> Pattern.compile(decode(it)));
            System.out.print(pattern.matcher(decode(words[1])).find() ? "A" : "R");
        }
    }
}
