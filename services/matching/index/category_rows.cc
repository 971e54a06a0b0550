#include "services/matching/index/category_rows.h"

#include <algorithm>

namespace sangam::matching {
namespace {

using rules::Predicate;

// A test of a text: it holds for these codes, or for all but these.
struct TextTest {
  std::vector<uint32_t> codes;
  bool all_but = false;

  bool Holds(uint32_t code) const {
    const bool named =
        std::find(codes.begin(), codes.end(), code) != codes.end();
    return named != all_but;
  }
};

}  // namespace

CategoryRows::CategoryRows(const AttributeTests& tests, size_t words)
    : attribute_(*tests.attribute),
      changeable_(tests.changeable),
      missing_(tests, words),
      rows_(words) {
  std::vector<TextTest> texts;
  for (const Predicate* predicate : tests.predicates) {
    TextTest& text = texts.emplace_back();
    // has() holds for all.
    text.all_but = predicate->kind == Predicate::Kind::kHas ||
                   (predicate->kind == Predicate::Kind::kCompare &&
                    predicate->comparison == rules::Comparison::kNotEqual);
    for (const rules::Value& value : predicate->values) {
      const auto code = codes_.emplace(absl::get<std::string>(value),
                                       static_cast<uint32_t>(codes_.size()));
      text.codes.push_back(code.first->second);
    }
  }
  std::vector<uint32_t> named;
  const auto visit = [&](const Occurrence* first, const Occurrence* last) {
    named.clear();
    bool fails_commonly = false;
    for (const Occurrence* o = first; o != last; ++o) {
      const TextTest& text = texts[o->predicate];
      named.insert(named.end(), text.codes.begin(), text.codes.end());
      fails_commonly = fails_commonly || text.all_but == o->negated;
    }
    if (fails_commonly) SetBit(rows_.common_for_build(), first->conjunct);
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    for (const uint32_t code : named) {
      const bool fails = std::any_of(first, last, [&](const Occurrence& o) {
        return texts[o.predicate].Holds(code) == o.negated;
      });
      if (fails != fails_commonly) rows_.AddDifference(code, first->conjunct);
    }
  };
  ForEachConjunct(tests, visit);
  rows_.Finish(static_cast<uint32_t>(codes_.size()));
}

void CategoryRows::AddTo(const SubjectView& subject,
                         const ReferenceData& /*reference*/, WorkRows* work,
                         VerdictRows* rows) const {
  const auto* text =
      absl::get_if<std::string>(&subject.value(attribute_.index));
  if (text == nullptr) return missing_.AddTo(rows);
  const auto code = codes_.find(*text);
  AddFails(
      code == codes_.end() ? rows_.common() : rows_.RowOf(code->second, work),
      changeable_, rows);
}

size_t CategoryRows::bytes() const {
  return missing_.bytes() + BytesOf(codes_) + rows_.bytes();
}

size_t BytesOf(const TextMap<uint32_t>& codes) {
  size_t bytes =
      codes.capacity() * (sizeof(std::pair<std::string, uint32_t>) + 1);
  for (const auto& [text, code] : codes) {
    if (text.capacity() >= sizeof(std::string) / 2)
      bytes += text.capacity() + 1;
  }
  return bytes;
}

}  // namespace sangam::matching
