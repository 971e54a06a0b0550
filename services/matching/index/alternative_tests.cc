#include "services/matching/index/alternative_tests.h"

#include <algorithm>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "common/rules/typed_node.h"

namespace sangam::matching {
namespace {

using Lists = absl::InlinedVector<const AttributeInfo*, 4>;

// What ListRows can tell of several elements at once.
bool AsksForElement(const Literal& literal) {
  return !literal.negated &&
         literal.predicate->kind == rules::Predicate::Kind::kContains &&
         literal.predicate->attribute != nullptr &&
         literal.predicate->attribute->name != rules::kNicAttribute;
}

Lists ListsIn(const NormalForm& form) {
  Lists lists;
  for (const Conjunct& conjunct : form.conjuncts) {
    for (const Literal& literal : conjunct.literals) {
      if (!AsksForElement(literal)) continue;
      const AttributeInfo* list = literal.predicate->attribute;
      if (std::find(lists.begin(), lists.end(), list) == lists.end()) {
        lists.push_back(list);
      }
    }
  }
  return lists;
}

// Moves the only test that asks the list for an element to the end; false if
// there is none, or several.
bool MoveTestToEnd(const AttributeInfo* list, std::vector<Literal>* literals) {
  const auto asks = [list](const Literal& literal) {
    return AsksForElement(literal) && literal.predicate->attribute == list;
  };
  const auto found = std::find_if(literals->begin(), literals->end(), asks);
  if (found == literals->end()) return false;
  if (std::any_of(found + 1, literals->end(), asks)) return false;
  std::rotate(found, found + 1, literals->end());
  return true;
}

// A conjunct that ends with the alternatives of one list.
struct Joined {
  size_t conjunct = 0;
  // How many literals come before these.
  size_t others = 0;
};

bool HaveSameOthers(const Conjunct& a, const Conjunct& b, size_t others) {
  return a.may_be_near == b.may_be_near && b.literals.size() == others + 1 &&
         std::equal(a.literals.begin(), a.literals.begin() + others,
                    b.literals.begin());
}

void JoinTestsOf(const AttributeInfo* list, std::vector<Conjunct>* conjuncts) {
  absl::InlinedVector<Joined, 8> all;
  size_t kept = 0;
  for (Conjunct& conjunct : *conjuncts) {
    const bool may_join = MoveTestToEnd(list, &conjunct.literals);
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const Joined& joined) {
          return may_join && HaveSameOthers((*conjuncts)[joined.conjunct],
                                            conjunct, joined.others);
        });
    if (same != all.end()) {
      Literal more = conjunct.literals.back();
      more.is_alternative = true;
      (*conjuncts)[same->conjunct].literals.push_back(more);
      continue;
    }
    if (may_join) all.push_back({kept, conjunct.literals.size() - 1});
    if (&conjunct != &(*conjuncts)[kept]) {
      (*conjuncts)[kept] = std::move(conjunct);
    }
    ++kept;
  }
  conjuncts->resize(kept);
}

}  // namespace

void JoinAlternatives(NormalForm* form) {
  if (form->conjuncts.size() < 2) return;
  for (const AttributeInfo* list : ListsIn(*form)) {
    JoinTestsOf(list, &form->conjuncts);
  }
}

}  // namespace sangam::matching
