#include "common/rules/datum.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"

namespace sangam::rules {

bool DatumList::IsCertain() const {
  return complete &&
         std::all_of(elements.begin(), elements.end(),
                     [](const Element& element) { return element.certain; });
}

Datum ToDatum(const Value& value) {
  struct Converter {
    Datum operator()(absl::monostate) const { return {}; }
    Datum operator()(int64_t number) const { return number; }
    Datum operator()(bool truth) const { return truth; }
    Datum operator()(const std::string& text) const { return text; }
    Datum operator()(absl::CivilDay day) const { return day; }
    Datum operator()(const std::vector<std::string>& texts) const {
      auto list = std::make_shared<DatumList>();
      list->elements.reserve(texts.size());
      for (const std::string& text : texts) {
        list->elements.emplace_back(text, true);
      }
      return std::shared_ptr<const DatumList>(std::move(list));
    }
  };
  return absl::visit(Converter(), value);
}

Value ToValue(const Datum& datum) {
  struct Converter {
    Value operator()(absl::monostate) const { return {}; }
    Value operator()(int64_t number) const { return number; }
    Value operator()(const NumberRange&) const { return {}; }
    Value operator()(bool truth) const { return truth; }
    Value operator()(const std::string& text) const { return text; }
    Value operator()(absl::CivilDay day) const { return day; }
    Value operator()(const std::shared_ptr<const DatumList>& list) const {
      if (!list->IsCertain()) return {};
      std::vector<std::string> texts;
      for (const DatumList::Element& element : list->elements) {
        const auto* text = absl::get_if<std::string>(&element.value);
        if (text == nullptr) return {};
        texts.push_back(*text);
      }
      return texts;
    }
    Value operator()(const SubjectView*) const { return {}; }
  };
  return absl::visit(Converter(), datum);
}

int64_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
}

}  // namespace sangam::rules
