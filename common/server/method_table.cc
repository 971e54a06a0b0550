#include "common/server/method_table.h"

#include "absl/strings/str_cat.h"

namespace sangam {

MethodTable::MethodTable(const std::vector<std::string>& services) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  for (const std::string& name : services) {
    const auto* service = pool->FindServiceByName(name);
    if (service == nullptr) continue;
    for (int i = 0; i < service->method_count(); ++i) {
      const auto* method = service->method(i);
      methods_.try_emplace(method->input_type(), Method{name, method->name()});
    }
  }
}

const MethodTable::Method& MethodTable::Find(
    const google::protobuf::Descriptor* request) const {
  const auto found = methods_.find(request);
  return found == methods_.end() ? unknown_ : found->second;
}

const MethodTable::Method& MethodTable::FindByPath(
    absl::string_view path) const {
  for (const auto& [request, method] : methods_) {
    if (path == absl::StrCat("/", method.service, "/", method.name)) {
      return method;
    }
  }
  return unknown_;
}

std::vector<const MethodTable::Method*> MethodTable::all() const {
  std::vector<const Method*> all{&unknown_};
  for (const auto& [request, method] : methods_) all.push_back(&method);
  return all;
}

}  // namespace sangam
