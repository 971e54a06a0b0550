#include "services/matching/index/predicate_identity.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/hash/hash.h"

namespace sangam::matching {
namespace {

using rules::Predicate;
using rules::Value;

size_t Mix(size_t hash, size_t more) {
  hash = (hash ^ more) * size_t{0x9E3779B97F4A7C15};
  return hash ^ (hash >> 32);
}

// The size and the end, where names of places and schemes differ.
size_t HashOfText(const std::string& text) {
  uint64_t end[2] = {};
  const size_t size = std::min(text.size(), sizeof(end));
  std::memcpy(end, text.data() + text.size() - size, size);
  return Mix(Mix(text.size(), end[0]), end[1]);
}

size_t HashOfValue(const Value& value) {
  if (const auto* number = absl::get_if<int64_t>(&value)) {
    return static_cast<size_t>(*number);
  }
  if (const auto* text = absl::get_if<std::string>(&value)) {
    return HashOfText(*text);
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&value)) {
    return static_cast<size_t>(*day - absl::CivilDay());
  }
  return value.index();
}

}  // namespace

// Of a list the first and the last are enough.
size_t PredicateHash::operator()(const Predicate* predicate) const {
  if (predicate->kind == Predicate::Kind::kComputed) {
    return absl::HashOf(predicate);
  }
  size_t hash = Mix(static_cast<size_t>(predicate->kind) * 8 +
                        static_cast<size_t>(predicate->comparison),
                    reinterpret_cast<uintptr_t>(predicate->attribute));
  if (!predicate->values.empty()) {
    hash = Mix(hash, HashOfValue(predicate->values.front()));
    hash = Mix(hash, HashOfValue(predicate->values.back()));
    hash = Mix(hash, predicate->values.size());
  }
  if (!predicate->names.empty()) {
    hash = Mix(hash, HashOfText(predicate->names.front()));
    hash = Mix(hash, HashOfText(predicate->names.back()));
    hash = Mix(hash, predicate->names.size());
  }
  return Mix(hash, static_cast<size_t>(predicate->within_months.value_or(-1)));
}

bool SamePredicate::operator()(const Predicate* a, const Predicate* b) const {
  if (a == b) return true;
  if (a->kind == Predicate::Kind::kComputed) return false;
  // The steps that an evaluation may take are part of what it comes to.
  return a->kind == b->kind && a->attribute == b->attribute &&
         a->comparison == b->comparison && a->values == b->values &&
         a->names == b->names && a->within_months == b->within_months &&
         a->parameter == b->parameter && a->step_budget == b->step_budget;
}

}  // namespace sangam::matching
