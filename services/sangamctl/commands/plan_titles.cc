#include "services/sangamctl/commands/plan_titles.h"

#include <utility>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/remote/resource_client.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// More than a screen names.
constexpr size_t kMostLookups = 60;

// The field "title", a text or one in several languages.
std::string TitleOf(const Message& resource, const Words& words) {
  const FieldDescriptor* field =
      resource.GetDescriptor()->FindFieldByName("title");
  if (field == nullptr || field->is_repeated()) return "";
  const auto& reflection = *resource.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    return reflection.GetString(resource, field);
  }
  if (field->message_type() != type::v1::LocalizedText::descriptor()) return "";
  return words.Pick(static_cast<const type::v1::LocalizedText&>(
      reflection.GetMessage(resource, field)));
}

}  // namespace

PlanTitles ReadPlanTitles(const type::v1::ConvergencePlan& plan,
                          ServiceCaller& caller, const Words& words,
                          const std::set<std::string>& others) {
  ResourceClient client(caller);
  const PlanTitles known = TitlesIn(plan);
  PlanTitles titles;
  std::set<Service> silent;
  size_t lookups = 0;
  std::set<std::string> names = NamesIn(plan);
  names.insert(others.begin(), others.end());
  for (const std::string& name : names) {
    const ResourceType* type = TypeOfName(name);
    if (known.count(name) > 0 || type == nullptr ||
        silent.count(type->service) > 0) {
      continue;
    }
    if (++lookups > kMostLookups) break;
    const auto found = client.Get(*type, name, {});
    if (IsUnreachable(found.status())) silent.insert(type->service);
    if (!found.ok() || found->resources.empty()) continue;
    std::string title = TitleOf(*found->resources[0], words);
    if (!title.empty()) titles[name] = std::move(title);
  }
  return titles;
}

}  // namespace sangam::sangamctl
