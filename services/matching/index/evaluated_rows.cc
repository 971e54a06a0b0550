#include "services/matching/index/evaluated_rows.h"

#include <utility>

#include "common/rules/evaluator.h"
#include "common/rules/typed_node.h"

namespace sangam::matching {
namespace {

// The bytes of a key of places and their days, with room for six links.
constexpr size_t kUsualKey = 64;

template <typename Number>
void AppendNumber(Number number, std::string* key) {
  key->append(reinterpret_cast<const char*>(&number), sizeof(number));
}

// A text among others, so that no two keys can be mixed up.
void AppendText(const std::string& text, std::string* key) {
  AppendNumber(text.size(), key);
  key->append(text);
}

}  // namespace

EvaluatedRows::EvaluatedRows(const AttributeTests& tests, size_t words)
    : attribute_(*tests.attribute),
      changeable_(tests.changeable),
      words_(words),
      predicates_(tests.predicates),
      first_(tests.predicates.size() * 2 + 1),
      bits_(tests.occurrences.size()) {
  const auto literal_of = [](const Occurrence& occurrence) {
    return occurrence.predicate * 2 + (occurrence.negated ? 1 : 0);
  };
  for (const Occurrence& occurrence : tests.occurrences) {
    ++first_[literal_of(occurrence) + 1];
  }
  for (size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  std::vector<uint32_t> next(first_.begin(), first_.end() - 1);
  for (const Occurrence& occurrence : tests.occurrences) {
    bits_[next[literal_of(occurrence)]++] = occurrence.conjunct;
  }
  if (attribute_.name == rules::kPlaceAttribute) {
    places_ = std::make_unique<const KeptNamedPlaces>(predicates_);
  }
}

std::string EvaluatedRows::KeyOf(const SubjectView& subject,
                                 const NamedPlaces* named) const {
  std::string key;
  key.push_back(subject.Has(attribute_.index) ? '+' : '-');
  if (places_ != nullptr) {
    if (named == nullptr) return "";
    key.reserve(kUsualKey);
    AppendNumber(named->state().places, &key);
    AppendNumber(named->state().dated, &key);
    AppendNumber(named->state().day, &key);
    const NamedPlaces::Seen seen = named->See(subject.place_chain());
    key.push_back(seen.known ? '+' : '-');
    for (const auto& [kind, number] : seen.links) {
      AppendNumber(kind, &key);
      AppendNumber(number, &key);
    }
    return key;
  }
  const rules::Value& value = subject.value(attribute_.index);
  if (const auto* texts = absl::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& text : *texts) AppendText(text, &key);
  }
  return key;
}

std::shared_ptr<const EvaluatedRows::Kept> EvaluatedRows::Evaluate(
    const SubjectView& subject, const ReferenceData& reference,
    const NamedPlaces* named) const {
  const NamedPlaces::Seen seen = named == nullptr
                                     ? NamedPlaces::Seen()
                                     : named->See(subject.place_chain());
  auto rows = std::make_shared<Kept>();
  rows->fails = BitRows(words_);
  rows->unknowns = BitRows(words_);
  const auto set_all = [&](size_t literal, BitRows* to) {
    if (first_[literal] == first_[literal + 1]) return;
    if (to->empty()) to->Add();
    for (uint32_t i = first_[literal]; i < first_[literal + 1]; ++i) {
      SetBit((*to)[0], bits_[i]);
    }
  };
  for (size_t i = 0; i < predicates_.size(); ++i) {
    const bool is_within =
        predicates_[i]->kind == rules::Predicate::Kind::kWithin;
    const Truth truth =
        is_within && named != nullptr
            ? named->Within(i, seen)
            : rules::EvaluatePredicate(*predicates_[i], subject, reference)
                  .truth;
    if (truth == Truth::kUnknown) {
      set_all(2 * i, &rows->unknowns);
      set_all(2 * i + 1, &rows->unknowns);
    } else {
      set_all(truth == Truth::kFalse ? 2 * i : 2 * i + 1, &rows->fails);
    }
  }
  return rows;
}

size_t EvaluatedRows::SeenPlaceHash::operator()(const SeenPlace& place) const {
  uint64_t hash = place.seen.links.size() * 2 + (place.is_given ? 1 : 0);
  for (const auto& [kind, number] : place.seen.links) {
    hash =
        (hash ^ (uint64_t{kind} << 32 | number)) * uint64_t{0x9E3779B97F4A7C15};
    hash ^= hash >> 32;
  }
  return hash;
}

std::shared_ptr<const EvaluatedRows::Kept> EvaluatedRows::Find(
    const SubjectView& subject, const ReferenceData& reference,
    const NamedPlaces* named) const {
  const std::string key = KeyOf(subject, named);
  if (key.empty()) return Evaluate(subject, reference, named);
  {
    absl::MutexLock lock(&mutex_);
    const auto found = kept_.find(key);
    if (found != kept_.end()) return found->second;
  }
  auto made = Evaluate(subject, reference, named);
  absl::MutexLock lock(&mutex_);
  if (kept_.size() >= kMostKept) kept_.clear();
  kept_.emplace(key, made);
  return made;
}

const EvaluatedRows::Kept* EvaluatedRows::ByMemo(const SubjectView& subject,
                                                 const ReferenceData& reference,
                                                 WorkRows* work) const {
  std::shared_ptr<void>& slot = work->MemoOf(id_);
  if (slot == nullptr) slot = std::make_shared<Memo>();
  auto& [named, by_place] = *static_cast<Memo*>(slot.get());
  if (named == nullptr ||
      !(named->state() == NamedPlaces::StateOf(subject.as_of(), reference))) {
    named = places_->On(subject.as_of(), reference);
    by_place.clear();
  }
  if (named == nullptr) return nullptr;
  if (by_place.size() >= kMostKept) by_place.clear();
  std::shared_ptr<const Kept>& kept = by_place[{
      named->See(subject.place_chain()), subject.Has(attribute_.index)}];
  if (kept == nullptr) kept = Find(subject, reference, named.get());
  return kept.get();
}

void EvaluatedRows::AddTo(const SubjectView& subject,
                          const ReferenceData& reference, WorkRows* work,
                          VerdictRows* rows) const {
  const Kept* kept =
      places_ == nullptr ? nullptr : ByMemo(subject, reference, work);
  if (kept == nullptr) {
    auto found = Find(subject, reference, nullptr);
    kept = found.get();
    work->Hold(std::move(found));
  }
  if (!kept->fails.empty()) {
    AddFails(kept->fails[0], changeable_, rows);
  }
  if (!kept->unknowns.empty()) rows->unknowns.push_back(kept->unknowns[0]);
}

size_t EvaluatedRows::bytes() const {
  size_t bytes = predicates_.capacity() * sizeof(void*) +
                 (first_.capacity() + bits_.capacity()) * sizeof(uint32_t);
  absl::MutexLock lock(&mutex_);
  for (const auto& [key, kept] : kept_) {
    bytes += key.capacity() + sizeof(Kept) + kept->fails.bytes() +
             kept->unknowns.bytes();
  }
  return bytes;
}

}  // namespace sangam::matching
