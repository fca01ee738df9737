// The shapes that single fields must have: identifiers, document numbers, phone numbers, codes, decimal
// amounts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gongkai::model {

bool is_entity_id(std::string_view text);  // ^[a-z]{2,10}-[0-9A-Za-z-]{1,48}$
bool is_sha256(std::string_view text);     // 64 lower-case hex digits
bool is_node_code(std::string_view text);  // A, A-01, A-01-02 ... at most four levels

// Codes of the national item list: upper-case letters and digits, `least` to `most` long.
bool is_item_code(std::string_view text, std::size_t least, std::size_t most);

// A phone number of a hall: ^(0\d{2,3}-)?\d{7,8}(-\d{1,5})?$ | ^1\d{10}$ | ^1\d{4}$ |
// ^(400|800)-?\d{3}-?\d{4}$
bool is_phone(std::string_view text);
// Numbers nobody has: all digits the same, or six in a row counting up or down (the typist's 123456).
bool is_dummy_phone(std::string_view text);

// A document number 临政发〔2025〕18号: ^.{1,12}〔\d{4}〕\d{1,5}号$
struct DocumentNumber {
  int year = 0;
  bool right_brackets = true;  // false for [2025], (2025), 【2025】, which should be 〔2025〕
};
std::optional<DocumentNumber> parse_document_number(std::string_view text);

// A decimal amount of at most 12 digits before and 4 behind the point, without superfluous zeros ("6.50" ->
// "6.5"); nullopt for anything else.
std::optional<std::string> normal_amount(std::string_view text);
// Whether the number `amount` occurs as a number in `text` ("6" occurs in "6元", not in "60元").
bool mentions_amount(std::string_view text, std::string_view amount);

// An identity number of 18 characters whose check digit (GB 11643) holds, or a mobile number of 11 digits,
// standing alone in `text` and not masked.
bool holds_identity_number(std::string_view text);
bool holds_mobile_number(std::string_view text);

}  // namespace gongkai::model
